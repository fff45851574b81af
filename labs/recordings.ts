import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CannotRunError } from '../harness/errors.ts';
import type { Recording } from '../harness/lab/recording.ts';

/** Where the recorded run of a lab is kept. */
export const recordingFile = (lab: string): string => path.join(import.meta.dirname, lab, 'recording.json');

/**
 * The recorded run of a lab.
 * @param lab its id, e.g. `03-retain`
 * @throws CannotRunError `no-recording`
 */
export function readRecording(lab: string): Recording {
  try {
    return JSON.parse(readFileSync(recordingFile(lab), 'utf8'));
  } catch (cause) {
    throw new CannotRunError(
      'no-recording',
      { en: `lab ${lab} has no recording that can be read`, ja: `ラボ ${lab} の記録を読めません` },
      {
        en: 'make one: npm run labs:record',
        ja: 'npm run labs:record で記録してください',
      },
      { cause },
    );
  }
}
