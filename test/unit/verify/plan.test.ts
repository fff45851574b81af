import { describe, expect, test } from 'vitest';
import { same } from '../../../harness/base/text.ts';
import type { Capabilities } from '../../../harness/brokers/broker.ts';
import type { SpecClaim } from '../../../harness/claims/spec-claim.ts';
import { planFor, type Terms } from '../../../harness/verify/plan.ts';
import { select } from '../../../harness/verify/select.ts';
import { able } from '../brokers/able.ts';

const claim = (id: string, more: Partial<SpecClaim> = {}): SpecClaim => ({
  id,
  says: same(id),
  statements: { 4: ['MQTT-1'], 5: ['MQTT-1'] },
  check: async () => ({ expected: 1, seen: 1 }),
  ...more,
});

function planned(
  one: SpecClaim,
  capabilities: Partial<Capabilities> = {},
  terms: Partial<Terms> = {},
): string[] {
  const selection = select({ labs: [], claims: [one], observations: [] }, []);
  const broker = { name: 'b', version: '1', capabilities: { ...able, ...capabilities } };
  const { jobs, omissions } = planFor(selection, broker, {
    protocolVersions: [4, 5],
    time: true,
    isForeign: false,
    ...terms,
  });
  const told = ({ result, leftOut, reason }: (typeof omissions)[number]) =>
    `${leftOut ? 'left out' : result}: ${reason.en}`;
  return [...jobs.map(({ protocolVersion }) => `run ${protocolVersion}`), ...omissions.map(told)];
}

describe('the plan for a broker', () => {
  test('runs a claim under each version that it speaks of', () => {
    expect(planned(claim('a.b'))).toEqual(['run 4', 'run 5']);
    expect(planned(claim('a.b', { statements: { 5: ['MQTT-1'] } }))).toEqual(['run 5']);
    expect(planned(claim('a.b'), {}, { protocolVersions: [4] })).toEqual(['run 4']);
  });

  test('a version that the broker refuses is unsupported', () => {
    expect(planned(claim('a.b'), { protocolVersions: [4] })).toEqual([
      'run 4',
      'unsupported: it refuses a CONNECT of MQTT 5',
    ]);
  });

  test('what a claim says it needs, and CONNACK says is not there, is unsupported', () => {
    expect(planned(claim('a.b', { needs: ['qos2'] }), { maximumQoS: 1 })).toEqual([
      'unsupported: its CONNACK says: Maximum QoS below 2',
      'unsupported: its CONNACK says: Maximum QoS below 2',
    ]);
    expect(planned(claim('a.b', { needs: ['qos1'] }), { maximumQoS: 1 })).toEqual(['run 4', 'run 5']);
  });

  test.for<[string, Partial<SpecClaim>, Partial<Terms>, RegExp]>([
    ['about time', { aboutTime: true }, { time: false }, /about time itself/],
    ['with a broker of its own', { ownBroker: true }, { isForeign: true }, /broker of its own/],
    ['beyond its own topics', { beyondOwnTopics: true }, { isForeign: true }, /outside the run's own prefix/],
  ])('what is %s is left out where it is not to be run, and run elsewhere', ([, more, terms, reason]) => {
    expect(planned(claim('a.b', more))).toEqual(['run 4', 'run 5']);
    for (const told of planned(claim('a.b', more), {}, terms)) expect(told).toMatch(reason);
  });
});
