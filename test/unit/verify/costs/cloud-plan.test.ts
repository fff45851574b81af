import { expect, it } from 'vitest';
import { kindOf } from '../../../../harness/brokers/kinds.ts';
import { specObservations } from '../../../../harness/claims/observations/index.ts';
import { specClaims } from '../../../../harness/claims/themes/index.ts';
import { planOnCloud } from '../../../../harness/verify/costs/cloud-plan.ts';
import { costsText, measuredCosts, readCosts } from '../../../../harness/verify/costs/file.ts';
import { select } from '../../../../harness/verify/select.ts';
import { labIds, loadLab } from '../../../../labs/index.ts';

const subject = {
  labs: await Promise.all(labIds.map(loadLab)),
  claims: specClaims,
  observations: specObservations,
};
const costs = await measuredCosts();
const terms = { protocolVersions: [4, 5], time: true } as const;

function plan(name: string, words: readonly string[] = [], from = costs) {
  const cloud = kindOf(name)?.cloud;
  if (cloud === undefined) throw new Error(`${name} is no cloud`);
  return planOnCloud({ name, cloud }, select(subject, words), terms, from);
}
const sum = (all: readonly { readonly claims: number }[]) => all.reduce((of, { claims }) => of + claims, 0);

it('the file keeps what was measured', () => {
  expect(readCosts(costsText(costs))).toEqual(costs);
});

it('every claim is counted once', () => {
  const all = ['aws-iot-core', 'azure-iot-hub', 'azure-event-grid', 'emqx-serverless', 'hivemq-cloud'].map(
    (name) => {
      const { claims, unsupported, leftOut } = plan(name);
      return claims + sum(unsupported) + sum(leftOut);
    },
  );
  expect(new Set(all).size).toBe(1);
  expect(all[0]).toBeGreaterThan(800);
});

it('what a cloud stops costs only what was sent before', () => {
  const stopped = plan('aws-iot-core', ['06-qos-under-fire']);
  expect(stopped.unsupported.map(({ reason }) => reason.en).join()).toContain(
    'SUBSCRIBE at QoS 2: not answered',
  );
  const free = plan('hivemq-cloud', ['06-qos-under-fire']);
  expect(free.unsupported).toEqual([]);
  expect(free.cost.connections).toBeGreaterThan(plan('aws-iot-core', ['06-qos-under-fire']).cost.connections);
});

it('what was not measured is named', () => {
  const none = { ...costs, jobs: [] };
  const { unmeasured, cost, claims } = plan('aws-iot-core', ['filters.hash'], none);
  expect(unmeasured).toEqual(['filters.hash', 'filters.hash']);
  expect({ claims, connections: cost.connections }).toEqual({ claims: 0, connections: 0 });
});
