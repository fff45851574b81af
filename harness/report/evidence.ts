import type { Language } from '../base/text.ts';
import { printTrace } from '../wire/print/print.ts';
import { fromRecording } from '../wire/trace/reading.ts';
import type { Cell } from './matrix.ts';

/** The packets that a result comes from, a line each, as the tap prints them; without the run's prefix. */
export function evidenceLines({ evidence, topicPrefix }: Cell, language: Language): string[] {
  if (evidence === undefined) return [];
  const stripPrefix = topicPrefix === undefined ? {} : { stripPrefix: topicPrefix };
  return printTrace(fromRecording(evidence), { language, ...stripPrefix })
    .trimEnd()
    .split('\n');
}
