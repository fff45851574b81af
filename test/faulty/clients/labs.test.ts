import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Broker } from '../../../harness/brokers/broker.ts';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { unchanged } from '../../../harness/faulty/faults.ts';
import { openFaultyBroker } from '../../../harness/faulty/faulty-broker.ts';
import { runLab } from '../../../harness/lab/run.ts';
import { protocolVersions } from '../../../harness/protocol/version.ts';
import { withoutBrowser } from '../../support/without-browser.ts';
import { withoutPaho } from '../../support/without-paho.ts';
import { claimsOf, faults, labs, runOn, startsPrograms, tried, untouched } from '../trial.ts';

let healthy: Broker;
beforeAll(async () => {
  healthy = await openBroker(parseBroker('embedded'));
});
afterAll(() => healthy.stop());

describe.each(protocolVersions)('MQTT level %s', (protocolVersion) => {
  const claims = claimsOf(protocolVersion).filter(startsPrograms);

  test.for(faults.filter(({ breaks }) => claims.includes(breaks)))(
    'a broker that $does is noticed by $breaks',
    async (fault, { task, skip }) => {
      const cannotRun = withoutPaho(fault.breaks) ?? withoutBrowser(fault.breaks);
      if (cannotRun !== undefined) skip(cannotRun);
      const run = await runOn(healthy, fault.options(), fault.breaks, protocolVersion);
      task.meta.tried = tried(fault, healthy, run);
      expect(run.result, run.reason?.en).toBe('broken');
    },
  );

  const withPrograms = labs.filter(({ claims: own }) => Object.keys(own).some(startsPrograms));
  test.for(withPrograms)(
    'a proxy that changes nothing is not accused by $id',
    async (lab, { task, skip }) => {
      const cannotRun = withoutPaho(lab.id) ?? withoutBrowser(lab.id);
      if (cannotRun !== undefined) skip(cannotRun);
      await using broker = await openFaultyBroker(healthy, { mangle: unchanged });
      const run = await runLab(lab, broker, { protocolVersion });
      task.meta.untouched = run.claims.map((claim) => untouched(claim, protocolVersion));
      expect(run.reason?.en).toBeUndefined();
      expect(run.outcome).toBe('holds');
    },
  );
});
