import '../process/node-version.ts';
import path from 'node:path';
import { findLab, labIds, loadLab } from '../../labs/index.ts';
import { recordingFile, recordingOrTrouble } from '../../labs/recordings.ts';
import { openBroker, parseBroker } from '../brokers/index.ts';
import { recordLab } from '../lab/recording/record-lab.ts';
import { aName, command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';

const labsRecord = command({
  name: 'npm run labs:record',
  word: { en: 'LAB', ja: 'ラボ' },
  en: 'Runs each lab under MQTT 5 and keeps the run as its recording.json, from which slides are drawn and which plays when a live run fails. A recording that already shows the same stays as it is. Without LAB: all labs.',
  ja: 'ラボを MQTT 5 で動かし、その記録を recording.json に残します。スライドの図の元になり、本番で動かないときに再生されます。すでに同じ内容の記録があれば、そのまま残します。ラボを省くと、すべてが対象です。',
  tooMany: { en: 'one lab at a time', ja: 'ラボは 1 つずつ' },
  options: {
    broker: {
      short: 'b',
      value: aName,
      en: "without Docker, a new lab's first recording can be made on embedded",
      ja: 'Docker がなければ、新しいラボの最初の記録は embedded でもとれます',
      default: 'mosquitto',
    },
  },
});
export default labsRecord;

await runCommand(import.meta.url, labsRecord, async ({ values, word, tell }) => {
  const labs = word === undefined ? labIds : [findLab(word)];
  await using broker = await openBroker(parseBroker(values.broker), { report: tell });
  for (const id of labs) {
    const file = recordingFile(id);
    if (await recordLab(await loadLab(id), broker, { file, before: recordingOrTrouble(id) }))
      process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
  }
  return 0;
});
