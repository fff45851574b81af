import { isNews, type JudgedClaim } from '../../../harness/lab/events.ts';
import type { Language } from '../../../harness/text.ts';
import type { TraceEntry } from '../../../harness/wire/packet.ts';
import { type PrintOptions, printTrace } from '../../../harness/wire/print.ts';
import { clipped, columns } from '../../../harness/wire/print-columns.ts';
import type { Place } from '../place.ts';
import { stepsOf } from './steps.ts';

/** What a slide has room for at 24 px. */
const WIDTH = 60;

/** Steps of a recorded run as a terminal shows them: packets, then claims; cut to what fits on a slide. */
export function output(what: string, place: Place, language: Language): string[] {
  const { recording, entries, claims } = stepsOf(what, place);
  const options: PrintOptions = { language, stripPrefix: recording.topicPrefix, ids: false, sizes: false };
  return [
    '```text',
    ...packetLines(entries, options),
    ...claims.flatMap((claim) => claimLines(claim, language)),
    '```',
  ];
}

/** In full where that fits; else without what every lab says; else the ends of lines are cut. */
function packetLines(entries: readonly TraceEntry[], options: PrintOptions): string[] {
  const full = linesOf(entries, options);
  if (full.every(fits)) return full;
  return linesOf(entries, { ...options, brief: true, gap: ' ' }).map((line) => clipped(line, WIDTH));
}

const linesOf = (entries: readonly TraceEntry[], options: PrintOptions): string[] =>
  printTrace(entries, options)
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');

const fits = (line: string): boolean => columns(line) <= WIDTH;

function claimLines(claim: JudgedClaim, language: Language): string[] {
  const mark = claim.result === 'holds' ? '✔' : isNews(claim) ? '✘' : '≠';
  return wrapped(claim.says[language], WIDTH - 2, language).map((line, index) =>
    index === 0 ? `${mark} ${line}` : `  ${line}`,
  );
}

/** Lines broken between words; Japanese ones too, for a segmenter knows its words. */
function wrapped(text: string, width: number, language: Language): string[] {
  const lines = [''];
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'word' }).segment(text)) {
    const line = lines.at(-1) ?? '';
    const hangs = /^[\s、。,.:)」]+$/.test(segment);
    if (line !== '' && !hangs && columns(line + segment) > width) lines.push(segment);
    else lines[lines.length - 1] = line + segment;
  }
  return lines.map((line) => line.trim());
}
