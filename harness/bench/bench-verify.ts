import { nameAndVersion } from '../brokers/identity/name-and-version.ts';
import '../process/node-version.ts';
import { labIds, loadLab } from '../../labs/index.ts';
import { type Broker, openBroker, parseBroker } from '../brokers/index.ts';
import { specClaims } from '../claims/themes/index.ts';
import { oneBroker } from '../lab/terminal/options.ts';
import { command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';
import { atHome } from '../verify/at-once.ts';
import type { Job } from '../verify/job.ts';
import { shuffled } from '../verify/order.ts';
import { planFor } from '../verify/plan.ts';
import { type DoneJob, JobRun } from '../verify/run-jobs.ts';
import { select } from '../verify/select.ts';
import { spread } from './spread.ts';

/** Other test suites, measured on a similar machine, in ms per test. */
const others: ReadonlyArray<readonly [string, number]> = [
  ["Mosquitto's own packet sequences", 1.7],
  ['paho.mqtt.testing, MQTT 3.1.1', 3_900],
  ['paho.mqtt.testing, MQTT 5', 5_900],
];

const benchVerify = command({
  name: 'npm run bench:verify',
  en: 'What a claim costs on a broker: one at a time, then several at once. Claims about time itself are left out.',
  ja: '主張 1 つにかかる時間を、1 つずつと同時の両方で測ります。時間そのものについての主張は除きます。',
  options: { broker: oneBroker('mosquitto') },
});
export default benchVerify;

await runCommand(import.meta.url, benchVerify, async ({ values, tell }) => {
  await using broker = await openBroker(parseBroker(values.broker), { report: tell });
  const labs = await Promise.all(labIds.map(loadLab));
  const selection = select({ labs, claims: specClaims, observations: [] }, []);
  const terms = { protocolVersions: [4, 5] as const, time: false, isForeign: false };
  const { jobs } = planFor(selection, broker, terms);
  const claims = jobs.reduce((sum, job) => sum + job.claims.length, 0);
  const name = nameAndVersion(broker);
  process.stdout.write(`${name}: ${claims} claims in ${jobs.length} runs, MQTT 3.1.1 and 5\n`);
  const alone = await measure(broker, jobs, 1);
  process.stdout.write(`  one at a time  ${alone.words}\n`);
  const together = await measure(broker, jobs, atHome.concurrency);
  const perSecond = Math.round(claims / together.seconds).toLocaleString('en');
  process.stdout.write(
    `  ${atHome.concurrency} at a time    ${together.words}\n` +
      `  all of them in ${together.seconds.toFixed(2)} s: ${perSecond} claims a second, ${ms(together, claims)} ms each\n`,
  );
  for (const [suite, each] of others) {
    const ratio = each / ((together.seconds * 1_000) / claims);
    process.stdout.write(`  ${suite}: ${each.toLocaleString('en')} ms each, ${times(ratio)} times that\n`);
  }
  return 0;
});

interface Measured {
  readonly seconds: number;
  readonly words: string;
}

/** Runs the jobs twice; the first run is the warm-up. */
async function measure(broker: Broker, jobs: readonly Job[], concurrency: number): Promise<Measured> {
  await pass(broker, jobs, concurrency);
  const began = performance.now();
  const done = await pass(broker, jobs, concurrency);
  return {
    seconds: (performance.now() - began) / 1_000,
    words: spread(done.map(({ milliseconds }) => milliseconds)),
  };
}

async function pass(broker: Broker, jobs: readonly Job[], concurrency: number): Promise<DoneJob[]> {
  const done: DoneJob[] = [];
  const run = new JobRun(broker, {
    concurrency,
    waiting: atHome.waiting,
    packetsPerSecond: Number.POSITIVE_INFINITY,
    topicPrefix: 'mqtt-hands-on',
    signal: new AbortController().signal,
    onDone: (job) => done.push(job),
  });
  await run.run(shuffled(jobs, 1));
  return done;
}

function ms({ seconds }: Measured, claims: number): string {
  return ((seconds * 1_000) / claims).toFixed(1);
}

/** Rounds to a whole number, or to hundredths below one. */
function times(ratio: number): string {
  return ratio < 1 ? ratio.toFixed(2) : Math.round(ratio).toLocaleString('en');
}
