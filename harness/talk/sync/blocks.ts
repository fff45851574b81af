import { didYouMean } from '../../base/nearest.ts';
import { markerOn } from '../deck/marker-line.ts';
import { brokenAt, type Place } from '../deck/place.ts';

const kinds = ['snippet', 'figure', 'output', 'differences', 'labs', 'clouds'] as const;
type Kind = (typeof kinds)[number];

/** A generated part of a deck: the lines between two markers. */
export interface Block {
  readonly kind: Kind;
  /** The text after the kind, e.g. `06-qos-under-fire#2`. */
  readonly what: string;
  /** Place of the first marker. */
  readonly place: Place;
  /** Lines of the two markers, from 0. */
  readonly begin: number;
  readonly end: number;
}

/** A marker that shares its line with other text. */
const CROWDED = /<!--\s*sync(?:ed)?:|\[sync(?:ed)?\]: #/;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * The marked blocks of a deck, in order. Markers in a block of code are only examples.
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
    const marker = markerOn(line);
    const isBegin = marker?.name === 'sync';
    const isEnd = marker?.name === 'synced';
    if (!isBegin && !isEnd && CROWDED.test(withoutCode(line))) throw crowded(place);
    if (isBegin) {
      const [, word = '', what = ''] = /^(\S*)\s*(.*)$/.exec(marker.value) ?? [];
      if (open !== undefined) throw neverEnded(open);
      if (what === '') throw asksForNothing(place, word);
      open = { kind: kindOf(word, place), what, place, begin: index };
    }
    if (!isEnd) continue;
    if (open === undefined || marker.value !== open.kind) throw endsNothing(place, line);
    blocks.push({ ...open, end: index });
    open = undefined;
  }
  if (open !== undefined) throw neverEnded(open);
  return blocks;
}

/** Without spans of code: a marker in one is only an example. */
const withoutCode = (line: string): string => line.replaceAll(/(`+).*?\1/g, '');

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
      en: `write [synced]: # "${kind}" on a line of its own where it ends`,
      ja: `終わりの行に [synced]: # "${kind}" と書いてください`,
    },
  );

const asksForNothing = (place: Place, word: string) =>
  brokenAt(
    place,
    word === ''
      ? { en: 'the marker "sync:" is empty', ja: '「sync:」の中身がありません' }
      : {
          en: `the marker "sync: ${word}" does not say of what`,
          ja: `「sync: ${word}」に対象が書かれていません`,
        },
    {
      en: `write e.g. [sync]: # "${word || 'snippet'} ${examples[kindNamed(word)]}"`,
      ja: `例: [sync]: # "${word || 'snippet'} ${examples[kindNamed(word)]}"`,
    },
  );

const kindNamed = (word: string): Kind => kinds.find((kind) => kind === word) ?? 'snippet';

const examples: Readonly<Record<Kind, string>> = {
  snippet: 'labs/03-retain/lab.ts#late',
  figure: '06-qos-under-fire#2',
  output: '03-retain#retain.late-subscriber',
  differences: 'mosquitto,emqx ID,ID',
  labs: '14-20',
  clouds: 'aws-iot-core maximumQoS,retain',
};

const crowded = (place: Place) =>
  brokenAt(
    place,
    {
      en: 'a sync marker shares its line with something else',
      ja: 'sync の印と同じ行に、ほかのものがあります',
    },
    {
      en: 'write it on a line of its own, from the first column: [sync]: # "snippet …"',
      ja: '印だけの行にして、行頭から [sync]: # "snippet …" のように書いてください',
    },
  );

const endsNothing = (place: Place, line: string) =>
  brokenAt(
    place,
    { en: `${line} ends nothing that was begun`, ja: `${line} に対応する始まりがありません` },
    { en: 'write [sync]: # "…" before it', ja: 'その前に [sync]: # "…" を書いてください' },
  );
