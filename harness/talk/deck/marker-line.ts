/** What the markers of a deck are called; markers.ts says what each is for. */
export const markerNames = ['slide', 'cut', 'vote', 'sync', 'synced'] as const;

export interface Marker {
  readonly name: (typeof markerNames)[number];
  readonly value: string;
}

const NAME = `(?<name>${markerNames.join('|')})`;
/** A link reference definition [CommonMark 0.31.2, 4.7]: no program that reads Markdown shows it. */
const DEFINITION = new RegExp(
  String.raw`^\[${NAME}\]: # (?:"(?<double>.*)"|'(?<single>.*)'|\((?<round>.*)\))\s*$`,
);
/** The earlier form, which plain Marp takes for speaker notes. */
const COMMENT = new RegExp(String.raw`^<!--\s*${NAME}:\s*(?<value>.*?)\s*-->\s*$`);

/** The marker `[slide]: # "cover"` that a line of a deck consists of. */
export function definedMarker(line: string): Marker | undefined {
  const { name, double, single, round } = DEFINITION.exec(line)?.groups ?? {};
  const value = (double ?? single ?? round ?? '').replaceAll(/\\(["'()\\])/g, '$1');
  return markerOf(name, value);
}

/** The marker that a line of a deck consists of, in either form: `<!-- slide: cover -->`, too. */
export function markerOn(line: string): Marker | undefined {
  const { name, value } = COMMENT.exec(line)?.groups ?? {};
  return definedMarker(line) ?? markerOf(name, value);
}

function markerOf(word: string | undefined, value = ''): Marker | undefined {
  const name = markerNames.find((known) => known === word);
  return name && { name, value: value.trim() };
}
