import type { Text } from '../../base/text.ts';
import type { Exit } from '../../clients/program.ts';
import type { PacketEntry } from '../../protocol/packet.ts';
import { type Connection, connectionsOf } from '../claims/reading.ts';
import type { Played } from '../played.ts';

/** Seconds, rounded to a tenth. */
export const seconds = (ms: number): number => Math.round(ms / 100) / 10;

export const inSeconds = (ms: number): Text => ({
  en: `${seconds(ms).toFixed(1)} s`,
  ja: `${seconds(ms).toFixed(1)} 秒`,
});

export const ended = ({ code }: Exit): Text => ({
  en: `the program ends (exit code ${code})`,
  ja: `プログラムが終了する(終了コード ${code})`,
});

/** Joins texts to a list. */
export const listed = (texts: readonly Text[]): Text => ({
  en: texts.map(({ en }) => en).join('; '),
  ja: texts.map(({ ja }) => ja).join('、'),
});

/** Joins equal answers of several situations, with the names of the situations in front. */
export function grouped(answers: ReadonlyMap<string, Text>): Text {
  const groups = Map.groupBy(answers, ([, { en }]) => en);
  return listed(
    [...groups.values()].flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const names = group.map(([name]) => name).join(', ');
      const [, { en, ja }] = first;
      return [{ en: `${names}: ${en}`, ja: `${names}: ${ja}` }];
    }),
  );
}

/** The end of a connection, and the CONNECT of the next. */
export interface Return {
  readonly from: Connection;
  readonly to: PacketEntry;
  /** In ms. */
  readonly delay: number;
}

/** How a client reconnected after each connection that it did not end by DISCONNECT. */
export function returnsOf(played: Played): Return[] {
  const connections = connectionsOf(played).filter(({ connect }) => connect !== undefined);
  return connections.flatMap((from, at) => {
    const to = connections[at + 1]?.connect;
    const { end } = from;
    if (to === undefined || end === undefined) return [];
    return [{ from, to, delay: to.at - end.at }];
  });
}

/** The part of an id after its kind. */
export const nameOf = (situation: string): string => situation.slice(situation.indexOf('.') + 1);
