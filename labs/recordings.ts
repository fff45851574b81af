import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CannotRunError } from '../harness/base/errors.ts';
import type { Text } from '../harness/base/text.ts';
import { readableRecording } from '../harness/lab/recording/reading.ts';
import type { Recording } from '../harness/lab/recording/recording.ts';

/** The file of a lab's recording. */
export const recordingFile = (lab: string): string => path.join(import.meta.dirname, lab, 'recording.json');

/**
 * The recorded run of a lab.
 * @param lab its id, e.g. `03-retain`
 * @throws CannotRunError `no-recording`, `recording-not-readable`
 */
export function readRecording(lab: string): Recording {
  const where = `labs/${lab}/recording.json`;
  const recording = readableRecording(jsonOf(lab, where), where);
  if (recording.lab.id === lab) return recording;
  throw new CannotRunError(
    'recording-not-readable',
    {
      en: `${where} is a recording of ${recording.lab.id}`,
      ja: `${where} は ${recording.lab.id} の記録です`,
    },
    remake(lab),
  );
}

/**
 * The recorded run of a lab, or the error if there is none or it cannot be read. For callers that can go on without it.
 * @param lab its id
 */
export function recordingOrTrouble(lab: string): Recording | CannotRunError {
  try {
    return readRecording(lab);
  } catch (error) {
    if (error instanceof CannotRunError) return error;
    throw error;
  }
}

/** The command to type. Without Docker, a first recording can be made on the embedded broker. */
function remake(lab: string): Text {
  const command = `npm run labs:record -- ${lab.slice(0, 2)}`;
  return {
    en: `make one: ${command} (without Docker: ${command} --broker embedded)`,
    ja: `${command} で記録してください(Docker がなければ ${command} --broker embedded)`,
  };
}

function jsonOf(lab: string, where: string): unknown {
  const text = textOf(lab);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new CannotRunError(
      'recording-not-readable',
      { en: `${where} is not JSON`, ja: `${where} は JSON ではありません` },
      remake(lab),
      { cause },
    );
  }
}

function textOf(lab: string): string {
  try {
    return readFileSync(recordingFile(lab), 'utf8');
  } catch (cause) {
    throw new CannotRunError(
      'no-recording',
      { en: `lab ${lab} has no recording that can be read`, ja: `ラボ ${lab} の記録を読めません` },
      remake(lab),
      { cause },
    );
  }
}
