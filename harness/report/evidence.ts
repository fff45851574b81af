import type { Language } from '../base/text.ts';
import { visible } from '../base/visible.ts';
import { printTrace } from '../wire/print/print.ts';
import { fromRecording } from '../wire/trace/reading.ts';
import type { Cell } from './matrix.ts';

/** The maximum width of a line that a client wrote, in columns of a terminal. */
const WIDTH = 200;

/** The output of a client in the run of a result, with control characters replaced. */
export const outputLines = ({ output = [] }: Pick<Cell, 'output'>): string[] =>
  output.map((line) => `│ ${visible(line, WIDTH)}`);

/**
 * The packets of a result, one line each, as the tap prints them without the run's prefix. The output of a client follows.
 */
export const evidenceLines = (cell: Cell, language: Language): string[] => [
  ...packetLines(cell, language),
  ...outputLines(cell),
];

/** The packets alone. Those of a client with their times and all properties: what it was told may be in any of them. */
export function packetLines({ evidence, topicPrefix, situation }: Cell, language: Language): string[] {
  if (evidence === undefined) return [];
  const stripPrefix = topicPrefix === undefined ? {} : { stripPrefix: topicPrefix };
  const ofClient = situation !== undefined && { times: true, everything: true, sizes: false };
  return printTrace(fromRecording(evidence), { language, ...stripPrefix, ...ofClient })
    .trimEnd()
    .split('\n');
}
