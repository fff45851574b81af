import { nameAndVersion } from '../brokers/identity/name-and-version.ts';
import '../process/node-version.ts';
import { loadLab } from '../../labs/index.ts';
import { CannotRunError } from '../base/errors.ts';
import { openBroker, parseBroker } from '../brokers/index.ts';
import { isUnexpected } from '../lab/events.ts';
import type { LabRun } from '../lab/lab-run.ts';
import { runLab } from '../lab/run.ts';
import { oneBroker } from '../lab/terminal/options.ts';
import { command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';
import { spread } from './spread.ts';

/** The QoS levels of lab 06, with the step of each and the result it must have. */
const levels = [
  { claim: 'qos0.at-most-once', deliveries: 0 },
  { claim: 'qos1.at-least-once', deliveries: 2 },
  { claim: 'qos2.exactly-once', deliveries: 1 },
] as const;

const benchQos = command({
  name: 'npm run bench:qos',
  en: 'Runs lab 06 many times: how often each level delivered what it promises, and how long it took.',
  ja: 'ラボ 06 を繰り返し、各 QoS が約束どおりだった回数と、かかった時間を出します。',
  options: {
    broker: oneBroker('embedded'),
    runs: { value: { en: 'N', ja: '回数' }, en: 'how many times', ja: '繰り返す回数', default: '200' },
  },
});
export default benchQos;

await runCommand(import.meta.url, benchQos, async ({ values, tell }) => {
  const wanted = wholeNumber(values.runs);
  await using broker = await openBroker(parseBroker(values.broker), { report: tell });
  const lab = await loadLab('06-qos-under-fire');
  const runs: LabRun[] = [];
  while (runs.length < wanted) {
    runs.push(await runLab(lab, broker, { protocolVersion: runs.length % 2 === 0 ? 5 : 4 }));
  }
  const name = nameAndVersion(broker);
  process.stdout.write(`${name}, ${runs.length} runs, MQTT 5 and 3.1.1 in turn\n`);
  for (const [level, { claim, deliveries }] of levels.entries()) {
    const kept = runs.filter((run) =>
      run.claims.some(({ id, result }) => id === claim && result === 'holds'),
    );
    const times = runs.map((run) => stepTime(run, level));
    process.stdout.write(
      `QoS ${level}: ${deliveries} delivered in ${kept.length} of ${runs.length}, ` + `${spread(times)}\n`,
    );
  }
  return runs.every((run) => run.outcome === 'holds' && !run.claims.some(isUnexpected)) ? 0 : 1;
});

/** The milliseconds from the beginning of a step to the beginning of the next one. */
function stepTime({ steps }: LabRun, index: number): number {
  return (steps[index + 1]?.at ?? Number.POSITIVE_INFINITY) - (steps[index]?.at ?? 0);
}

function wholeNumber(word: string): number {
  if (/^[1-9]\d{0,5}$/.test(word)) return Number(word);
  throw new CannotRunError(
    'bad-option',
    { en: `--runs ${word} is not a number of runs`, ja: `--runs ${word} は回数ではありません` },
    { en: 'use a whole number from 1', ja: '1 以上の整数にしてください' },
  );
}
