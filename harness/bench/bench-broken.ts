import { labIds, loadLab } from '../../labs/index.ts';
import { type Broker, openBroker, parseBroker } from '../brokers/index.ts';
import { specClaims } from '../claims/themes/index.ts';
import { unchanged } from '../faulty/faults.ts';
import { openFaultyBroker } from '../faulty/faulty-broker.ts';
import type { Mangle } from '../faulty/mangling-stream.ts';
import { isUnexpected } from '../lab/events.ts';
import { command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';
import { atHome } from '../verify/at-once.ts';
import { planFor } from '../verify/plan.ts';
import { JobRun } from '../verify/run-jobs.ts';
import { select } from '../verify/select.ts';

/** Drops every third QoS 1 message to the broker. */
const losesEveryThird = (): Mangle => {
  let count = 0;
  return (packet, direction) =>
    packet?.cmd === 'publish' && packet.qos === 1 && direction === 'to-broker' && ++count % 3 === 0
      ? []
      : packet;
};

/** Gives every client a new session. */
const forgetsSessions: Mangle = (packet) =>
  packet?.cmd === 'connect' && packet.clean === false ? { ...packet, clean: true } : packet;

/** Delivers no message. */
const deliversNothing: Mangle = (packet, direction) =>
  packet?.cmd === 'publish' && direction === 'to-client' ? [] : packet;

const brokers: ReadonlyArray<readonly [string, () => Mangle]> = [
  ['a sound one', () => unchanged],
  ['loses every third message at QoS 1', losesEveryThird],
  ['forgets sessions', () => forgetsSessions],
  ['delivers nothing', () => deliversNothing],
];

interface Took {
  readonly seconds: number;
  readonly broken: number;
}

/** Runs all claims and labs under both versions, like `npm run verify`. */
async function verify(broker: Broker): Promise<Took> {
  const labs = await Promise.all(labIds.map(loadLab));
  const selection = select({ labs, claims: specClaims, observations: [] }, []);
  const { jobs } = planFor(selection, broker, { protocolVersions: [4, 5], time: true, isForeign: false });
  const began = performance.now();
  let broken = 0;
  const run = new JobRun(broker, {
    ...atHome,
    packetsPerSecond: Number.POSITIVE_INFINITY,
    topicPrefix: 'mqtt-hands-on',
    signal: new AbortController().signal,
    onDone: ({ findings }) => {
      broken += findings.claims.filter(({ judged }) => judged !== undefined && isUnexpected(judged)).length;
    },
  });
  await run.run(jobs);
  return { seconds: (performance.now() - began) / 1_000, broken };
}

const benchBroken = command({
  name: 'npm run bench:broken',
  en: 'What brokers cost that break many claims, beside a sound one.',
  ja: '多くの主張を破るブローカーにかかる時間を、健全なブローカーと比べます。',
  options: {},
});
export default benchBroken;

await runCommand(import.meta.url, benchBroken, async () => {
  await using healthy = await openBroker(parseBroker('embedded'));
  let sound: number | undefined;
  for (const [does, mangle] of brokers) {
    await using broker = await openFaultyBroker(healthy, { mangle: mangle() });
    const { seconds, broken } = await verify(broker);
    sound ??= seconds;
    const times = (seconds / sound).toFixed(1);
    process.stdout.write(`${does}: ${seconds.toFixed(1)} s, ${broken} broken, ${times} times a sound one\n`);
  }
  return 0;
});
