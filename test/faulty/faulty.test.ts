import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Broker, ProtocolVersion } from '../../harness/brokers/broker.ts';
import { openBroker, parseBroker } from '../../harness/brokers/index.ts';
import { claimsUnder, type LabDefinition } from '../../harness/lab/lab.ts';
import { runLab } from '../../harness/lab/run.ts';
import { labIds, loadLab } from '../../labs/index.ts';
import { type FaultyBrokerOptions, openFaultyBroker } from './faulty-broker.ts';
import { gallery } from './gallery.ts';

const labs = await Promise.all(labIds.map(loadLab));
const versions: readonly ProtocolVersion[] = [4, 5];
const labOf = (claim: string) => labs.find((lab) => claim in lab.claims);

let healthy: Broker;
beforeAll(async () => {
  healthy = await openBroker(parseBroker('embedded'));
});
afterAll(() => healthy.stop());

async function runOn(options: FaultyBrokerOptions, lab: LabDefinition, protocolVersion: ProtocolVersion) {
  await using broker = await openFaultyBroker(healthy, options);
  return await runLab(lab, broker, { protocolVersion });
}

describe.concurrent.each(versions)('MQTT level %s', (protocolVersion) => {
  const claims = labs.flatMap((lab) => claimsUnder(lab, protocolVersion));

  test.for(gallery.filter(({ breaks }) => claims.includes(breaks)))(
    'a broker that $does is noticed by $breaks',
    async ({ breaks, options }) => {
      const lab = labOf(breaks);
      if (lab === undefined) throw new Error(`no lab claims ${breaks}`);
      const run = await runOn(options(), lab, protocolVersion);
      const claim = run.claims.find(({ id }) => id === breaks);
      expect(claim, run.reason?.en).toMatchObject({ id: breaks, result: 'broken' });
    },
  );

  test.for(labs)('a proxy that changes nothing is not accused by $id', async (lab) => {
    const run = await runOn({ mangle: (packet) => packet }, lab, protocolVersion);
    expect(run.reason?.en).toBeUndefined();
    expect(run.outcome).toBe('holds');
  });
});

/** Broken by the embedded broker itself, without our help. */
const brokenAnyway = ['redelivery.dup'];

test('every claim has been broken by some broker', () => {
  const broken = new Set([...gallery.map(({ breaks }) => breaks), ...brokenAnyway]);
  const never = labs.flatMap((lab) => Object.keys(lab.claims)).filter((id) => !broken.has(id));
  expect(never).toEqual([]);
});
