import { clippedTo, monoWidth, wrappedTo } from '../base/text-width.ts';
import type { PacketType } from '../protocol/packet.ts';
import type { Piece, Role } from '../wire/print/packet.ts';

/** A piece of a label: the packet's type, or one of its fields. */
export interface Run {
  readonly role: Role | 'type';
  readonly text: string;
}

/** The lines of a label. The last one is next to the arrow. */
export type Label = readonly (readonly Run[])[];

export const SEPARATOR = ' ';

export const textOf = (runs: readonly Run[]): string => runs.map(({ text }) => text).join(SEPARATOR);

/** Width in em of runs with a space between them. */
export const runsWidth = (runs: readonly Run[]): number => monoWidth(textOf(runs));

export const runsOf = (type: PacketType, pieces: readonly Piece[]): Run[] => [
  { role: 'type', text: type },
  ...pieces,
];

const longRoles: readonly Run['role'][] = ['topic', 'payload', 'problem'];
/** A topic or payload in a line that is too long keeps at least this width, in em. */
const LEAST = 5;
const MOST_LINES = 5;
const MORE: Run = { role: 'detail', text: '…' };

/**
 * In one line if it fits into `most` em; else in two, what is said before what it is said about; else in up to four, with
 * pieces broken that are too long. What does not fit there either is shortened, or left out.
 */
export function labelWithin(runs: readonly Run[], most: number): Label {
  const fits = (line: readonly Run[]) => runsWidth(line) <= most;
  if (fits(runs)) return [runs];
  const long = runs.findIndex(({ role }) => longRoles.includes(role));
  const two = [runs.slice(0, long), runs.slice(long)];
  if (long > 0 && two.every(fits)) return two;
  const broken = filled(
    runs.flatMap((run) => brokenTo(run, most)),
    most,
  );
  const lines = broken.length > MOST_LINES ? filled(runs, most) : broken;
  const last = lines.slice(MOST_LINES - 1).flat();
  return [...lines.slice(0, MOST_LINES - 1), last]
    .filter((line) => line.length > 0)
    .map((line) => shortened(line, most));
}

/** A payload stays as it is: a break would look like one of its own. */
const brokenTo = (run: Run, most: number): Run[] =>
  run.role === 'payload' ? [run] : wrappedTo(run.text, most, monoWidth).map((text) => ({ ...run, text }));

/** Lines, each with as many runs as fit into it, and with one at least. */
function filled(runs: readonly Run[], most: number): Run[][] {
  const lines: Run[][] = [];
  for (const run of runs) {
    const line = lines.at(-1);
    if (line !== undefined && runsWidth([...line, run]) <= most) line.push(run);
    else lines.push([run]);
  }
  return lines;
}

/** Shortens long pieces, the last ones first; then leaves out the last pieces. */
function shortened(runs: readonly Run[], most: number): Run[] {
  const kept = [...runs];
  for (let index = kept.length - 1; index >= 0 && runsWidth(kept) > most; index--) {
    const run = kept[index];
    if (run === undefined || !longRoles.includes(run.role)) continue;
    const room = most - (runsWidth(kept) - monoWidth(run.text));
    kept[index] = { ...run, text: clippedTo(run.text, Math.max(room, LEAST), monoWidth) };
  }
  if (runsWidth(kept) <= most) return kept;
  while (kept.length > 1 && runsWidth([...kept, MORE]) > most) kept.pop();
  const [only] = kept;
  if (only === undefined || kept.length > 1 || runsWidth([only, MORE]) <= most) return [...kept, MORE];
  return [{ ...only, text: clippedTo(only.text, most, monoWidth) }];
}
