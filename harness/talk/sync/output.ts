import { clipped, columns } from '../../base/columns.ts';
import type { Language } from '../../base/text.ts';
import { wrapped } from '../../base/wrapped.ts';
import type { JudgedClaim } from '../../lab/events.ts';
import { marks, verdictOf } from '../../lab/verdict.ts';
import type { TraceEntry } from '../../protocol/packet.ts';
import { type PrintOptions, printTrace } from '../../wire/print/print.ts';
import type { Place } from '../deck/place.ts';
import { stepsOf } from './steps.ts';

/** Columns that fit on a slide at 25 px, with digits of 0.62 em. */
const WIDTH = 68;

/** Steps of a recorded run as a terminal shows them: packets, then claims, shortened to the width of a slide. */
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

/** In full if that fits; otherwise without fields that are in every lab; otherwise with the ends of lines cut off. */
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
  const mark = marks[verdictOf(claim)];
  return wrapped(`${mark} ${claim.says[language]}`, WIDTH);
}
