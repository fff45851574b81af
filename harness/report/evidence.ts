import type { Language } from '../base/text.ts';
import { visible } from '../base/visible.ts';
import { printTrace } from '../wire/print/print.ts';
import { fromRecording } from '../wire/trace/reading.ts';
import type { Cell } from './matrix.ts';

/** Cells of a terminal that a line of a client may take. */
const WIDTH = 200;

/** What a client wrote in the run that a result comes from, a line each, made harmless. */
export const outputLines = ({ output = [] }: Pick<Cell, 'output'>): string[] =>
  output.map((line) => `│ ${visible(line, WIDTH)}`);

/**
 * The packets that a result comes from, a line each, as the tap prints them; without the run's prefix. Behind them what a
 * client wrote.
 */
export const evidenceLines = (cell: Cell, language: Language): string[] => [
  ...packetLines(cell, language),
  ...outputLines(cell),
];

function packetLines({ evidence, topicPrefix }: Cell, language: Language): string[] {
  if (evidence === undefined) return [];
  const stripPrefix = topicPrefix === undefined ? {} : { stripPrefix: topicPrefix };
  return printTrace(fromRecording(evidence), { language, ...stripPrefix })
    .trimEnd()
    .split('\n');
}
