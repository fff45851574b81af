import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Broker } from '../../../harness/brokers/broker.ts';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { type SpecClaim, speaksOf } from '../../../harness/claims/spec-claim.ts';
import { specClaims } from '../../../harness/claims/themes/index.ts';
import type { LabEvent } from '../../../harness/lab/events.ts';
import type { RunOptions } from '../../../harness/lab/lab-run.ts';
import type { PacketEntry } from '../../../harness/protocol/packet.ts';
import { protocolVersions } from '../../../harness/protocol/version.ts';
import { claimJob, type Job, labJob } from '../../../harness/verify/job.ts';
import { labIds, loadLab } from '../../../labs/index.ts';

const labs = await Promise.all(labIds.map(loadLab));

/** Topics and client ids in a packet that do not belong to this run. */
function strangeNames(prefix: string, { type, fields }: PacketEntry): string[] {
  const run = prefix.split('/').at(-2) ?? '';
  const { topic, will, subscriptions = [], clientId } = fields;
  const isOwn = (name: string) => name.startsWith(prefix);
  return [
    ...(type === 'PUBLISH' && topic && !isOwn(topic) ? [topic] : []),
    ...(will && !isOwn(will.topic) ? [will.topic] : []),
    // A filter may begin with a wildcard. With the run's name in it, it still matches only topics of this run.
    ...subscriptions.map(({ filter }) => filter).filter((filter) => filter && !filter.includes(`/${run}/`)),
    ...(clientId && !clientId.startsWith(`mho${run}`) ? [clientId] : []),
  ];
}

async function strangeNamesOf(job: Job, broker: Broker): Promise<string[]> {
  const names: string[] = [];
  let prefix = '';
  const onEvent: RunOptions['onEvent'] = (event: LabEvent) => {
    if (event.type === 'start') prefix = event.topicPrefix;
    if (event.type !== 'packet' || event.entry.kind !== 'packet') return;
    if (event.entry.direction === 'to-broker') names.push(...strangeNames(prefix, event.entry));
  };
  await job.run(broker, { onEvent, topicPrefix: 'own/topics' });
  return names;
}

/** Whether a claim is run on a broker that was already running. */
const goesAbroad = ({ ownBroker, beyondOwnTopics }: SpecClaim) => !ownBroker && !beyondOwnTopics;

describe.concurrent.each(protocolVersions)(
  'on somebody else’s broker only own names are used, MQTT level %s',
  (version) => {
    let opened: Broker;
    let broker: Broker;
    beforeAll(async () => {
      opened = await openBroker(parseBroker('embedded'));
      // No other broker of a foreign kind is started.
      const { another: _, ...foreign } = opened;
      broker = foreign;
    });
    afterAll(() => opened.stop());

    const claims = specClaims.filter((claim) => speaksOf(claim, version) && goesAbroad(claim));
    const jobs = [
      ...labs.map((lab) => labJob(lab, version, () => true)),
      ...claims.map((claim) => claimJob(claim, version)),
    ].filter(({ isAboutTime }) => !isAboutTime);

    test.for(jobs)('$name', async (job) => {
      expect(await strangeNamesOf(job, broker)).toEqual([]);
    });

    test('a claim that leaves them would be noticed', async () => {
      const stray = specClaims.find(({ id }) => id === 'filters.dollar-by-name');
      if (stray === undefined) throw new Error('there is such a claim');
      expect(await strangeNamesOf(claimJob(stray, version), broker)).not.toEqual([]);
    });
  },
);
