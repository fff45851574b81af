import { didYouMean } from '../../base/nearest.ts';
import { brokenAt, type Place } from '../deck/place.ts';

export const kinds = ['snippet', 'figure', 'output', 'differences'] as const;
export type Kind = (typeof kinds)[number];

/** A part of a deck that is written from something else: the lines between two markers. */
export interface Block {
  readonly kind: Kind;
  /** What follows the kind, e.g. `06-qos-under-fire#2`. */
  readonly what: string;
  /** Of the first marker. */
  readonly place: Place;
  /** Lines of the two markers, from 0. */
  readonly begin: number;
  readonly end: number;
}

const BEGIN = /^<!-- sync: (\S+)\s*(.*?) *-->$/;
const END = /^<!-- synced: (\S+) *-->$/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * The marked blocks of a deck, in order. Markers within a block of code are an example of markers.
 * @throws CannotRunError `broken-deck`
 */
export function blocksOf(deck: string, lines: readonly string[]): Block[] {
  const blocks: Block[] = [];
  let open: Omit<Block, 'end'> | undefined;
  let fence: string | undefined;
  for (const [index, line] of lines.entries()) {
    const place = { deck, line: index + 1 };
    const [, mark] = FENCE.exec(line) ?? [];
    if (fence !== undefined) {
      if (mark?.startsWith(fence) && line.trim() === mark) fence = undefined;
      continue;
    }
    if (mark !== undefined) fence = mark;
    const [begins, word = '', what = ''] = BEGIN.exec(line) ?? [];
    const [ends, ended] = END.exec(line) ?? [];
    if (begins !== undefined) {
      if (open !== undefined) throw neverEnded(open);
      open = { kind: kindOf(word, place), what, place, begin: index };
    }
    if (ends === undefined) continue;
    if (open === undefined || ended !== open.kind) throw endsNothing(place, line);
    blocks.push({ ...open, end: index });
    open = undefined;
  }
  if (open !== undefined) throw neverEnded(open);
  return blocks;
}

function kindOf(word: string, place: Place): Kind {
  const kind = kinds.find((name) => name === word);
  if (kind !== undefined) return kind;
  throw brokenAt(
    place,
    { en: `"${word}" is nothing that can be synced`, ja: `「${word}」という同期はありません` },
    didYouMean(word, kinds),
  );
}

const neverEnded = ({ kind, place }: Pick<Block, 'kind' | 'place'>) =>
  brokenAt(
    place,
    { en: `the marker "sync: ${kind}" has no end`, ja: `「sync: ${kind}」の終わりがありません` },
    {
      en: `write <!-- synced: ${kind} --> on a line of its own where it ends`,
      ja: `終わりの行に <!-- synced: ${kind} --> と書いてください`,
    },
  );

const endsNothing = (place: Place, line: string) =>
  brokenAt(
    place,
    { en: `${line} ends nothing that was begun`, ja: `${line} に対応する始まりがありません` },
    { en: 'write <!-- sync: … --> before it', ja: 'その前に <!-- sync: … --> を書いてください' },
  );
