/** Names of the markers in decks; markers.ts explains each. */
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
/** The earlier form, which plain Marp reads as speaker notes. */
const COMMENT = new RegExp(String.raw`^<!--\s*${NAME}:\s*(?<value>.*?)\s*-->\s*$`);

/** The marker of a line that contains nothing else, e.g. `[slide]: # "cover"`. */
export function definedMarker(line: string): Marker | undefined {
  const { name, double, single, round } = DEFINITION.exec(line)?.groups ?? {};
  const value = (double ?? single ?? round ?? '').replaceAll(/\\(["'()\\])/g, '$1');
  return markerOf(name, value);
}

/** The marker of a line in either form, also `<!-- slide: cover -->`. */
export function markerOn(line: string): Marker | undefined {
  const { name, value } = COMMENT.exec(line)?.groups ?? {};
  return definedMarker(line) ?? markerOf(name, value);
}

function markerOf(word: string | undefined, value = ''): Marker | undefined {
  const name = markerNames.find((known) => known === word);
  return name && { name, value: value.trim() };
}
