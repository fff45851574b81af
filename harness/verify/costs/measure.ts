import { writeFile } from 'node:fs/promises';
import pLimit from 'p-limit';
import type { Language, Text } from '../../base/text.ts';
import type { Broker } from '../../brokers/broker.ts';
import type { BrokerKind } from '../../brokers/broker-kind.ts';
import type { CloudLimits } from '../../brokers/clouds/limits.ts';
import { nameAndVersion } from '../../brokers/identity/name-and-version.ts';
import { openBroker, parseBroker } from '../../brokers/index.ts';
import { brokerKinds } from '../../brokers/kinds.ts';
import { asDocumented } from '../../brokers/limits/documented.ts';
import { needNames, needs } from '../../brokers/limits/need.ts';
import type { ClaimRun } from '../../claims/claim-run.ts';
import { endpointOf } from '../../lab/network.ts';
import type { ExitCode } from '../../process/program.ts';
import type { Job } from '../job.ts';
import { planFor } from '../plan.ts';
import { select } from '../select.ts';
import type { Subject } from '../subject.ts';
import { type CostAt, costsFile, costsText, type MeasuredJob } from './file.ts';
import { Reckoning } from './reckon.ts';

/** How many jobs run at the same time. */
const AT_ONCE = 16;

type Cloud = Pick<BrokerKind, 'name'> & { readonly cloud: CloudLimits };

const clouds: readonly Cloud[] = brokerKinds.flatMap(({ name, cloud }) =>
  cloud === undefined ? [] : [{ name, cloud }],
);

/**
 * Runs everything that may run on a broker that was already running, and writes what each run costs, and where each cloud would
 * stop it. What a run sends depends on what the broker says it can do, so it is repeated for clouds that differ in that.
 * @param word the broker that is measured on
 */
export async function measureCosts(subject: Subject, word: string, language: Language): Promise<ExitCode> {
  const tell = (text: Text) => process.stderr.write(`${text[language]}\n`);
  await using broker = await openBroker(parseBroker(word), { report: tell });
  const jobs = new Map<string, MeasuredJob>();
  for (const alike of alikeOn(broker)) {
    const names = alike.clouds.map(({ name }) => name).join(', ');
    tell({ en: `as ${names} …`, ja: `${names} として…` });
    for (const one of await measureAs(alike, subject)) {
      const key = `${one.name} ${one.protocol}`;
      const before = jobs.get(key);
      jobs.set(key, { ...one, clouds: { ...before?.clouds, ...one.clouds } });
    }
  }
  const inOrder = [...jobs.values()].sort(
    (a, b) => a.name.localeCompare(b.name, 'en') || a.protocol - b.protocol,
  );
  const measuredAt = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  const text = costsText({ measuredOn: nameAndVersion(broker), measuredAt, jobs: inOrder });
  await writeFile(costsFile, text);
  return 0;
}

/** A broker that says it can do what some clouds can, and no more than a broker at one URL. */
interface Alike {
  readonly broker: Broker;
  readonly clouds: readonly Cloud[];
}

function alikeOn({ another: _, ...broker }: Broker): Alike[] {
  const endpoints = { mqtt: endpointOf(broker, 'mqtt') };
  const asCloud = ({ name }: Cloud) =>
    asDocumented({ name, version: undefined, capabilities: broker.capabilities }).capabilities;
  const groups = Map.groupBy(clouds, (cloud) => JSON.stringify(asCloud(cloud)));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    return [{ broker: { ...broker, endpoints, capabilities: asCloud(first) }, clouds: group }];
  });
}

async function measureAs({ broker, clouds: alike }: Alike, subject: Subject): Promise<MeasuredJob[]> {
  const terms = { protocolVersions: [4, 5], time: true, isForeign: true } as const;
  const { jobs } = planFor(select(subject, []), broker, terms);
  return pLimit(AT_ONCE).map(jobs, (job) => measure(job, broker, alike));
}

async function measure(job: Job, broker: Broker, alike: readonly Cloud[]): Promise<MeasuredJob> {
  const reckonings = alike.map(({ name, cloud }) => ({ name, reckoning: new Reckoning(cloud) }));
  const { claims } = await job.run(broker, {
    onEvent: (event) => {
      if (event.type !== 'packet' || event.entry.kind !== 'packet') return;
      for (const { reckoning } of reckonings) reckoning.see(event.entry);
    },
  });
  const { name, protocolVersion: protocol } = job;
  const leftOut = claims.filter((one) => one.leftOut).map(({ claim }) => claim.id);
  const lacks = lacksIn(claims);
  const at = reckonings.map(
    ({ name, reckoning: { cost, limit } }) =>
      [name, { cost, limit, ...(limit === undefined && lacks !== undefined && { lacks }) }] as const,
  );
  return { name, protocol, leftOut, clouds: Object.fromEntries(at) };
}

/** The claims that ended because the broker says that it lacks a part of MQTT, by the part. */
function lacksIn(claims: readonly ClaimRun[]): CostAt['lacks'] {
  const found = claims.flatMap(({ result, reason, claim }) => {
    if (result !== 'unsupported') return [];
    const need = needNames.find((one) => reason?.en.includes(needs[one].announced));
    return need === undefined ? [] : [{ need, id: claim.id }];
  });
  if (found.length === 0) return undefined;
  const byNeed = Map.groupBy(found, ({ need }) => need);
  return Object.fromEntries([...byNeed].map(([need, all]) => [need, all.map(({ id }) => id)]));
}
