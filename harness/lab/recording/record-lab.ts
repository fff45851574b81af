import { writeFile } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';
import type { Broker } from '../../brokers/broker.ts';
import { cannotWrite } from '../../process/cannot-write.ts';
import type { LabDefinition } from '../lab.ts';
import { runLab } from '../run.ts';
import { type Recording, recordingOf, recordingText } from './recording.ts';
import { comparable, samePeers, sameResults, storyOf, wireOf } from './same-as-recorded.ts';

interface RecordingFile {
  readonly file: string;
  /** The existing recording, or the error of one that cannot be read and is replaced. */
  readonly before: Recording | CannotRunError;
}

/**
 * Runs a lab under MQTT 5 and writes its recording, unless the existing one shows the same: then only ids and times would change.
 * @returns whether it was written
 * @throws CannotRunError `not-recorded` for a run that failed, `cannot-write`
 */
export async function recordLab(
  lab: LabDefinition,
  broker: Broker,
  { file, before }: RecordingFile,
): Promise<boolean> {
  const run = await runLab(lab, broker, { protocolVersion: 5, isForStage: true });
  if (run.outcome !== 'holds' || run.unsupported.length > 0)
    throw notWorthKeeping(lab.id, run.reason ?? run.unsupported[0]?.why);
  const recording = recordingOf(run, new Date());
  if (!(before instanceof CannotRunError) && showsTheSame(before, recording)) return false;
  await writeFile(file, recordingText(recording)).catch((cause) => {
    throw cannotWrite(file, cause);
  });
  return true;
}

const showsTheSame = (before: Recording, now: Recording): boolean =>
  samePeers(before, now) &&
  isDeepStrictEqual(storyOf(before), storyOf(now)) &&
  sameResults(before, now) &&
  isDeepStrictEqual(...comparable(wireOf(before), wireOf(now)));

const notWorthKeeping = (id: string, reason: Text | undefined) =>
  new CannotRunError(
    'not-recorded',
    {
      en: `${id} was not recorded (${reason?.en ?? 'a claim is broken'})`,
      ja: `${id} は記録していません(${reason?.ja ?? '成り立たない主張があります'})`,
    },
    {
      en: `see why with npm run lab ${id.slice(0, 2)}`,
      ja: `npm run lab ${id.slice(0, 2)} で確かめてください`,
    },
  );
