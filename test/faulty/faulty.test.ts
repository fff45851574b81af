import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Broker } from '../../harness/brokers/broker.ts';
import { openBroker, parseBroker } from '../../harness/brokers/index.ts';
import { speaksOf } from '../../harness/claims/spec-claim.ts';
import { specClaims } from '../../harness/claims/themes/index.ts';
import { unchanged } from '../../harness/faulty/faults.ts';
import { openFaultyBroker } from '../../harness/faulty/faulty-broker.ts';
import { healthyFor } from '../../harness/faulty/healthy-broker.ts';
import { sharing } from '../../harness/faulty/sharing.ts';
import { isUnexpected } from '../../harness/lab/events.ts';
import { claimsUnder } from '../../harness/lab/lab.ts';
import { runLab } from '../../harness/lab/run.ts';
import { protocolVersions } from '../../harness/protocol/version.ts';
import { loadLab } from '../../labs/index.ts';
import { brokenByItself, claimsOf, faults, labs, runOn, startsPrograms, tried, untouched } from './trial.ts';

let healthy: Broker;
beforeAll(async () => {
  healthy = await openBroker(parseBroker('embedded'));
});
afterAll(() => healthy.stop());

describe.concurrent.each(protocolVersions)('MQTT level %s', (protocolVersion) => {
  const claims = claimsOf(protocolVersion).filter((id) => !brokenByItself(protocolVersion).includes(id));

  test.for(faults.filter(({ breaks }) => claims.includes(breaks) && !startsPrograms(breaks)))(
    'a broker that $does is noticed by $breaks',
    async (fault, { task }) => {
      const run = await runOn(healthy, fault.options(), fault.breaks, protocolVersion);
      task.meta.tried = tried(fault, healthy, run);
      expect(run.result, run.reason?.en).toBe('broken');
    },
  );

  const quiet = labs.filter(({ claims: own }) => !Object.keys(own).some(startsPrograms));
  test.for(quiet)('a proxy that changes nothing is not accused by $id', async (lab, { task }) => {
    await using broker = await openFaultyBroker(healthy, { mangle: unchanged });
    const run = await runLab(lab, broker, { protocolVersion });
    task.meta.untouched = run.claims.map((claim) => untouched(claim, protocolVersion));
    expect(run.reason?.en).toBeUndefined();
    expect(run.outcome).toBe('holds');
  });

  test('a proxy that only adds shared subscriptions is not accused by 15-shared-subscriptions', async () => {
    const capabilities = { sharedSubscriptionAvailable: true };
    await using broker = await openFaultyBroker(healthy, { mangle: sharing(), capabilities });
    const run = await runLab(await loadLab('15-shared-subscriptions'), broker, { protocolVersion });
    expect(run.reason?.en).toBeUndefined();
    expect(run.claims.map(({ id, result }) => `${id} ${result}`)).toEqual(
      claimsUnder(await loadLab('15-shared-subscriptions'), protocolVersion).map((id) => `${id} holds`),
    );
  });

  test.for(specClaims.filter((claim) => speaksOf(claim, protocolVersion)))(
    'a broker that breaks nothing is not accused by $id',
    async ({ id }, { task }) => {
      const run = await runOn(healthy, { mangle: healthyFor(id) }, id, protocolVersion);
      if (run.judged) task.meta.untouched = [untouched(run.judged, protocolVersion)];
      expect(run.judged, run.reason?.en).toMatchObject({ id });
      expect(run.judged && isUnexpected(run.judged), JSON.stringify(run.judged)).toBe(false);
    },
  );

  test.for(claimsOf(protocolVersion))('%s is broken by some broker of ours', (id) => {
    expect(faults.map(({ breaks }) => breaks)).toContain(id);
  });
});

test('every fault has a claim to break', () => {
  const claims = protocolVersions.flatMap(claimsOf);
  expect(faults.map(({ breaks }) => breaks).filter((id) => !claims.includes(id))).toEqual([]);
});
