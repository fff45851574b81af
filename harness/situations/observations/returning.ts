import type { Text } from '../../base/text.ts';
import type { Played } from '../played.ts';
import { type ClientObservation, kinds, type Observed } from './observation.ts';
import { ended, grouped, inSeconds, nameOf, returnsOf, seconds } from './words.ts';

const yes: Text = { en: 'yes', ja: 'する' };
const no: Text = { en: 'no', ja: 'しない' };

/** Delays count as equal if they differ by less than this share of the shortest: the machine may cause that much. */
const SAME = 0.25;

/** The client's reaction to a refused connection. */
function reaction(played: Played): { readonly seen: unknown; readonly text: Text } {
  const [first] = returnsOf(played);
  if (first !== undefined) {
    const after = inSeconds(first.delay);
    return {
      seen: { returnsAfter: seconds(first.delay) },
      text: { en: `connects again after ${after.en}`, ja: `${after.ja}後に接続し直す` },
    };
  }
  if (played.exit !== undefined) return { seen: { exit: played.exit.code }, text: ended(played.exit) };
  return {
    seen: 'stays away',
    text: { en: 'does not connect again within 6 s', ja: '6 秒以内には接続し直さない' },
  };
}

/** Its reaction in each situation. */
function eachOf(played: readonly Played[]): Observed | undefined {
  if (played.length === 0) return undefined;
  const reactions = played.map((one) => [nameOf(one.situation), reaction(one)] as const);
  return {
    seen: Object.fromEntries(reactions.map(([name, { seen }]) => [name, seen])),
    text: grouped(new Map(reactions.map(([name, { text }]) => [name, text]))),
  };
}

/** Milliseconds from a cut to the next CONNECT, in every situation with a cut. */
const delaysIn = (played: readonly Played[]): number[] =>
  played.flatMap((one) =>
    returnsOf(one)
      .filter(({ from }) => from.end?.what === 'cut')
      .map(({ delay }) => delay),
  );

const spread = (delays: readonly number[]): number =>
  (Math.max(...delays) - Math.min(...delays)) / Math.max(Math.min(...delays), 1);

export const returning: readonly ClientObservation[] = [
  {
    id: 'reconnect.delay',
    says: {
      en: 'How long after a cut does it connect again?',
      ja: '接続が切れてから、どれくらいで接続し直すか',
    },
    isShownIn: kinds('cut', 'session.cut', 'lost', 'session.kept'),
    observe(played) {
      const delays = delaysIn(played);
      if (delays.length === 0) return undefined;
      const [least, most] = [Math.min(...delays), Math.max(...delays)];
      return {
        seen: { cuts: delays.length, from: seconds(least), to: seconds(most) },
        text: {
          en: `${inSeconds(least).en} to ${inSeconds(most).en}, over ${delays.length} cuts`,
          ja: `${inSeconds(least).ja}から ${inSeconds(most).ja}(${delays.length} 回)`,
        },
      };
    },
  },
  {
    id: 'reconnect.jitter',
    says: {
      en: 'Does the delay differ from cut to cut, so that many clients do not come back at once?',
      ja: '接続し直すまでの時間は毎回違うか(多くのクライアントが一斉に戻らないように)',
    },
    isShownIn: kinds('cut', 'session.cut', 'lost', 'session.kept'),
    observe(played) {
      const delays = delaysIn(played);
      if (delays.length < 3) return undefined;
      const isSame = spread(delays) < SAME;
      return {
        seen: isSame ? 'none' : 'jitter',
        text: isSame ? { en: 'no, always the same', ja: '違わない。いつも同じ' } : { en: 'yes', ja: '違う' },
      };
    },
  },
  {
    id: 'reconnect.growth',
    says: {
      en: 'When it is refused again and again, does it wait longer each time?',
      ja: '拒否が続くと、待ち時間は長くなっていくか',
    },
    isShownIn: kinds('connack.unavailable-for-long'),
    observe([played]) {
      const delays = played === undefined ? [] : returnsOf(played).map(({ delay }) => delay);
      if (delays.length < 2) return undefined;
      const grows = delays.every((delay, at) => at === 0 || delay > (delays[at - 1] ?? 0) * (1 + SAME));
      const list = delays.map((delay) => seconds(delay).toFixed(1)).join(', ');
      const [en, ja] = grows
        ? ['growing', '長くなる']
        : spread(delays) < SAME
          ? ['constant', '一定']
          : ['varying', 'ばらつく'];
      return {
        seen: { delays: delays.map(seconds), is: en },
        text: { en: `${en}: ${list} s`, ja: `${ja}: ${list} 秒` },
      };
    },
  },
  {
    id: 'reconnect.after-refusal',
    says: { en: 'What does it do when CONNACK refuses it?', ja: 'CONNACK に拒否されたらどうするか' },
    isShownIn: kinds('refused'),
    observe: eachOf,
  },
  {
    id: 'reconnect.after-goodbye',
    says: {
      en: 'What does it do when the broker sends DISCONNECT?',
      ja: 'ブローカーが DISCONNECT を送ったらどうするか',
    },
    protocolVersions: [5],
    isShownIn: kinds('disconnect'),
    observe: eachOf,
  },
  {
    id: 'reconnect.follows-reference',
    says: {
      en: 'Does it connect to the server that the broker refers it to?',
      ja: 'ブローカーが示した別のサーバーへ接続するか',
    },
    protocolVersions: [5],
    isShownIn: kinds(
      'refused.use-another-server',
      'disconnect.use-another-server',
      'disconnect.server-moved-there',
    ),
    observe(played) {
      const answers = played.flatMap(({ situation, followed }) =>
        followed === undefined ? [] : [[situation, followed] as const],
      );
      if (answers.length === 0) return undefined;
      return {
        seen: Object.fromEntries(answers.map(([situation, followed]) => [situation, followed])),
        text: grouped(new Map(answers.map(([situation, followed]) => [situation, followed ? yes : no]))),
      };
    },
  },
  {
    id: 'connack.patience',
    says: { en: 'How long does it wait for CONNACK?', ja: 'CONNACK をどれくらい待つか' },
    isShownIn: kinds('connack.never'),
    observe([played]) {
      const [first] = played === undefined ? [] : returnsOf(played);
      const end = played && endOfFirst(played);
      if (played === undefined) return undefined;
      if (end === undefined) {
        return {
          seen: 'longer than watched',
          text: { en: 'longer than the 9 s that it was watched', ja: '見ていた 9 秒より長い' },
        };
      }
      const waited = inSeconds(end);
      const { exit } = played;
      if (exit !== undefined) {
        const how = ended(exit);
        return {
          seen: { waits: seconds(end), exit: exit.code },
          text: { en: `${how.en} after ${waited.en}`, ja: `${waited.ja}後に${how.ja}` },
        };
      }
      const [en, ja] =
        first === undefined
          ? ['and gives up', '待ってあきらめる']
          : ['and connects again', '待って接続し直す'];
      return {
        seen: { waits: seconds(end) },
        text: { en: `${waited.en}, ${en}`, ja: `${waited.ja}${ja}` },
      };
    },
  },
  {
    id: 'ping.patience',
    says: {
      en: 'When does it notice that nothing comes back?',
      ja: '何も返ってこないことに、いつ気づくか',
    },
    isShownIn: kinds('lost.pingresp', 'lost.everything'),
    observe(played) {
      const answers = played.map((one) => {
        const end = endOfFirst(one);
        const { keepAlive } = one.conduct;
        const after = end === undefined ? undefined : inSeconds(end);
        const text: Text = after
          ? {
              en: `closes ${after.en} after CONNECT, with a keep alive of ${keepAlive} s`,
              ja: `CONNECT の ${after.ja}後に閉じる(Keep Alive ${keepAlive} 秒)`,
            }
          : {
              en: `does not close within three keep alive periods of ${keepAlive} s`,
              ja: `Keep Alive(${keepAlive} 秒)の 3 倍では閉じない`,
            };
        return [nameOf(one.situation), { end, text }] as const;
      });
      if (answers.length === 0) return undefined;
      return {
        seen: Object.fromEntries(
          answers.map(([name, { end }]) => [name, end === undefined ? 'stays' : seconds(end)]),
        ),
        text: grouped(new Map(answers.map(([name, { text }]) => [name, text]))),
      };
    },
  },
];

/** Milliseconds from the first CONNECT until the client closed that connection. */
function endOfFirst(played: Played): number | undefined {
  const connect = played.entries.find((entry) => entry.kind === 'packet' && entry.type === 'CONNECT');
  const end = played.entries.find(
    (entry) => entry.kind === 'connection' && entry.what === 'closed-by-client',
  );
  return connect === undefined || end === undefined ? undefined : end.at - connect.at;
}
