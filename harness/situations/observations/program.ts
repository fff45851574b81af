import { visible } from '../../base/visible.ts';
import { connectionsOf, sentOn } from '../claims/reading.ts';
import type { Played } from '../played.ts';
import { type ClientObservation, kinds, type Observed } from './observation.ts';
import { grouped, nameOf } from './words.ts';

/** Widest client id that is shown, in columns. */
const WIDEST_ID = 40;

/** Observations about the program around a library: what it is called, and how it ends. */
export const program: readonly ClientObservation[] = [
  {
    id: 'connect.client-id',
    says: {
      en: 'Is its client id the same each time it starts? (of two clients with one id, a broker disconnects the first)',
      ja: '起動するたびに同じクライアント ID を使うか(同じ ID のクライアントが 2 つになると、ブローカーは先のほうを切断する)',
    },
    isShownIn: kinds('plain', 'connack'),
    observe(played) {
      const ids = played.flatMap((one) => connectionsOf(one)[0]?.connect?.fields.clientId ?? []);
      const [first] = ids;
      return first === undefined || ids.length < 2 ? undefined : idIn(first, new Set(ids).size);
    },
  },
  {
    id: 'publish.before-exit',
    says: {
      en: 'When it ends by itself, does it wait until its QoS 1 and 2 messages are acknowledged?',
      ja: '自分で終わるとき、QoS 1・2 で送ったメッセージの確認応答を待つか',
    },
    isShownIn: kinds('lost.puback', 'lost.pubrec', 'lost.pubcomp'),
    observe(played) {
      const answers = played.flatMap((one) => {
        const found = beforeExit(one);
        return found === undefined ? [] : [[nameOf(one.situation).toUpperCase(), found] as const];
      });
      if (answers.length === 0) return undefined;
      return {
        seen: Object.fromEntries(answers.map(([name, { seen }]) => [name, seen])),
        text: grouped(new Map(answers.map(([name, { text }]) => [name, text]))),
      };
    },
  },
];

function idIn(first: string, different: number): Observed {
  if (different > 1) {
    return { seen: 'differs', text: { en: 'another each time', ja: '毎回違う' } };
  }
  if (first === '') {
    return {
      seen: 'none',
      text: { en: 'it has none: the broker gives it one', ja: '空: ブローカーが付ける' },
    };
  }
  const shown = visible(first, WIDEST_ID);
  return { seen: 'same', text: { en: `the same each time: ${shown}`, ja: `毎回同じ: ${shown}` } };
}

/** What a program that ends by itself does while the answer to its message is missing. */
function beforeExit(played: Played): Observed | undefined {
  const { conduct, exit } = played;
  if (conduct.exit === undefined) return undefined;
  const [first] = connectionsOf(played);
  if (first === undefined || sentOn(first, 'PUBLISH').every(({ fields }) => fields.qos === 0))
    return undefined;
  if (first.end?.what === 'closed-by-client' && exit !== undefined) {
    return {
      seen: { exit: exit.code },
      text: {
        en: `does not come: ends all the same (exit code ${exit.code}), and can't know whether the message has arrived`,
        ja: `が来なくても終わる(終了コード ${exit.code})。メッセージが届いたかどうかはわからない`,
      },
    };
  }
  return first.end?.what === 'cut'
    ? { seen: 'waits', text: { en: 'does not come: waits', ja: 'が来るまで待つ' } }
    : undefined;
}
