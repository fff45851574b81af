import { writeFile } from 'node:fs/promises';
import pLimit from 'p-limit';
import type { Language } from '../../base/text.ts';
import type { Broker } from '../../brokers/broker.ts';
import { nameAndVersion } from '../../brokers/identity/name-and-version.ts';
import { openBroker, parseBroker } from '../../brokers/index.ts';
import { brokerKinds } from '../../brokers/kinds.ts';
import type { ExitCode } from '../../process/program.ts';
import type { Job } from '../job.ts';
import { planFor } from '../plan.ts';
import { select } from '../select.ts';
import type { Subject } from '../subject.ts';
import { costsFile, costsText, type MeasuredJob } from './file.ts';
import { Reckoning } from './reckon.ts';

/** How many jobs run at the same time. */
const AT_ONCE = 16;

const clouds = brokerKinds.flatMap(({ name, cloud }) => (cloud === undefined ? [] : [{ name, cloud }]));

/**
 * Runs everything that may run on a broker that was already running, and writes what each run costs, and where each cloud would
 * stop it.
 * @param word the broker that is measured on
 */
export async function measureCosts(subject: Subject, word: string, language: Language): Promise<ExitCode> {
  await using broker = await openBroker(parseBroker(word), {
    report: (text) => process.stderr.write(`${text[language]}\n`),
  });
  const terms = { protocolVersions: [4, 5], time: true, isForeign: true } as const;
  const { jobs } = planFor(select(subject, []), broker, terms);
  const limit = pLimit(AT_ONCE);
  const measured = await limit.map(jobs, (job) => measure(job, broker));
  const inOrder = measured.toSorted((a, b) =>
    a.name < b.name ? -1 : a.name > b.name ? 1 : a.protocol - b.protocol,
  );
  const measuredAt = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  const text = costsText({ measuredOn: nameAndVersion(broker), measuredAt, jobs: inOrder });
  await writeFile(costsFile, text);
  return 0;
}

async function measure(job: Job, broker: Broker): Promise<MeasuredJob> {
  const whole = new Reckoning();
  const ofClouds = clouds.map(({ name, cloud }) => ({ name, reckoning: new Reckoning(cloud) }));
  await job.run(broker, {
    onEvent: (event) => {
      if (event.type !== 'packet' || event.entry.kind !== 'packet') return;
      whole.see(event.entry);
      for (const { reckoning } of ofClouds) reckoning.see(event.entry);
    },
  });
  const stopped = ofClouds.flatMap(({ name, reckoning }) =>
    reckoning.stopped === undefined ? [] : [[name, reckoning.stopped] as const],
  );
  const { name, protocolVersion: protocol } = job;
  return { name, protocol, cost: whole.cost, stopped: Object.fromEntries(stopped) };
}
