import type { Text } from '../../base/text.ts';
import type { Exit } from '../../clients/program.ts';
import type { PacketEntry } from '../../protocol/packet.ts';
import { type Connection, connectionsOf } from '../claims/reading.ts';
import type { Played } from '../played.ts';
import type { Observed } from './observation.ts';

/** Seconds, to a tenth. */
export const seconds = (ms: number): number => Math.round(ms / 100) / 10;

export const inSeconds = (ms: number): Text => ({
  en: `${seconds(ms).toFixed(1)} s`,
  ja: `${seconds(ms).toFixed(1)} 秒`,
});

export const ended = ({ code }: Exit): Text => ({
  en: `the program ends (exit code ${code})`,
  ja: `プログラムが終了する(終了コード ${code})`,
});

/** Texts one after the other. */
export const listed = (texts: readonly Text[]): Text => ({
  en: texts.map(({ en }) => en).join('; '),
  ja: texts.map(({ ja }) => ja).join('、'),
});

/** Japanese words for what an answer may be about. The id of a situation is not translated. */
const inJapanese: Readonly<Record<string, string>> = {
  'session present': 'セッションあり',
  'no session': 'セッションなし',
};

/** Each answer once, after the situations in which it was seen. */
export function grouped(answers: ReadonlyMap<string, Text>): Text {
  const groups = Map.groupBy(answers, ([, { en }]) => en);
  return listed(
    [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const names = group.map(([name]) => name);
      const [, { en, ja }] = first;
      const named = names.map((name) => inJapanese[name] ?? name).join(', ');
      return [{ en: `${names.join(', ')}: ${en}`, ja: `${named}: ${ja}` }];
    }),
  );
}

/** A connection's end, and the CONNECT of the next. */
export interface Return {
  readonly from: Connection;
  readonly to: PacketEntry;
  /** In ms. */
  readonly delay: number;
}

/** How a client came back after each of its connections, but for those that it left by DISCONNECT. */
export function returnsOf(played: Played): Return[] {
  const connections = connectionsOf(played).filter(({ connect }) => connect !== undefined);
  return connections.flatMap((from, at) => {
    const to = connections[at + 1]?.connect;
    const { end } = from;
    if (to === undefined || end === undefined) return [];
    return [{ from, to, delay: to.at - end.at }];
  });
}

/** The part of an id that names the situation among its kind. */
export const nameOf = (situation: string): string => situation.slice(situation.indexOf('.') + 1);

/** An answer whose English words are what is kept of it. */
export const answer = (seen: string, ja: string): Observed => ({ seen, text: { en: seen, ja } });

/** Its reaction in each situation, as a word and a text. */
export function each(
  played: readonly Played[],
  look: (one: Played) => (Observed & { readonly name?: string }) | undefined,
): Observed | undefined {
  const seen: Record<string, unknown> = {};
  const texts = new Map<string, Text>();
  for (const one of played) {
    const found = look(one);
    if (found === undefined) continue;
    const name = found.name ?? nameOf(one.situation);
    seen[name] = found.seen;
    texts.set(name, found.text);
  }
  return texts.size === 0 ? undefined : { seen, text: grouped(texts) };
}
