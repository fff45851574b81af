import { describe, expect, test } from 'vitest';
import type { Capabilities } from '../../../harness/brokers/broker.ts';
import { asDocumented, documentedLacks, profiles } from '../../../harness/brokers/limits/documented.ts';
import { type Need, needs } from '../../../harness/brokers/limits/need.ts';
import { lacking } from '../../../harness/lab/lacking.ts';
import type { PacketEntry, PacketFields, PacketType } from '../../../harness/protocol/packet.ts';
import { able } from '../brokers/able.ts';
import { message, packet } from '../wire/trace/story.ts';

const broker = (less: Partial<Capabilities> = {}, name = 'b', version = '1') => ({
  name,
  version,
  capabilities: { ...able, ...less },
});
const claim = { id: 'a.b' };
const sent = (type: PacketType, fields: PacketFields): PacketEntry => packet(type, { fields });
const came = (type: PacketType, fields: PacketFields): PacketEntry =>
  packet(type, { fields, direction: 'to-client' });
const subscribe = (filter: string, more: PacketFields = {}) =>
  sent('SUBSCRIBE', { subscriptions: [{ filter, qos: 2 }], ...more });

const uses: Readonly<Record<Need, PacketEntry>> = {
  qos1: sent('PUBLISH', message('a', 'b', { qos: 1 })),
  qos2: sent('PUBLISH', message('a', 'b', { qos: 2 })),
  retain: sent('PUBLISH', message('a', 'b', { retain: true })),
  wildcard: subscribe('a/+'),
  shared: subscribe('$share/g/a'),
  'subscription-ids': subscribe('a', { properties: { subscriptionIdentifier: 1 } }),
};

describe.for(Object.entries(uses) as [Need, PacketEntry][])('%s', ([need, use]) => {
  test('used, and denied by CONNACK: the broker says so', () => {
    expect(lacking(broker(needs[need].leftOut), claim, [use])?.en).toMatch(/^its CONNACK says/);
  });

  test('used, and refused by a reason code: the broker says so', () => {
    const refusal = came('SUBACK', { granted: [needs[need].code] });
    expect(lacking(broker(), claim, [use, refusal])?.en).toMatch(/^its SUBACK says: 0x[9a]/);
  });

  test('used, and nobody says that it is not there: the broker is at fault', () => {
    expect(lacking(broker(), claim, [use])).toBeUndefined();
    expect(lacking(broker(), claim, [use, came('SUBACK', { granted: [0x80] })])).toBeUndefined();
  });

  test('denied, and not used: the broker is at fault', () => {
    const other = sent('PUBLISH', message('a', 'b'));
    expect(lacking(broker(needs[need].leftOut), claim, [other])).toBeUndefined();
  });
});

test('what CONNACK says in the run itself counts, whatever it said before', () => {
  const before = broker({ sharedSubscriptionAvailable: false });
  const available = came('CONNACK', { reasonCode: 0, properties: { sharedSubscriptionAvailable: true } });
  expect(lacking(before, claim, [available, uses.shared])).toBeUndefined();
  const denied = came('CONNACK', { reasonCode: 0, properties: { sharedSubscriptionAvailable: false } });
  expect(lacking(broker(), claim, [denied, uses.shared])?.en).toMatch(/^its CONNACK says/);
});

test('a reason code does not take back what CONNACK says is there', () => {
  const properties = { subscriptionIdentifiersAvailable: true };
  const promise = came('CONNACK', { reasonCode: 0, properties });
  const refusal = came('DISCONNECT', { reasonCode: needs['subscription-ids'].code });
  expect(lacking(broker(), claim, [promise, uses['subscription-ids'], refusal])).toBeUndefined();
  expect(lacking(broker(), claim, [uses['subscription-ids'], refusal])?.en).toMatch(/^its DISCONNECT says/);
});

test('a broker of 3.1.1 says in SUBACK what CONNACK cannot say there', () => {
  const old = broker({ protocolVersions: [4], maximumQoS: 1 });
  expect(lacking(old, claim, [uses.qos2])?.en).toMatch(/^its SUBACK grants less/);
});

test('asking for QoS 2 is no use of it: less may be granted', () => {
  expect(lacking(broker({ maximumQoS: 1 }), claim, [subscribe('a')])).toBeUndefined();
});

test('a will at QoS 3 is malformed everywhere, and no use of QoS 2', () => {
  const will = { topic: 'a', qos: 3, retain: false, payload: Buffer.of(), payloadLength: 0 };
  expect(lacking(broker({ maximumQoS: 1 }), claim, [sent('CONNECT', { will })])).toBeUndefined();
});

describe('profiles', () => {
  test.for(profiles.flatMap((profile) => profile.lacks.map((lack) => ({ profile, lack }))))(
    '$profile.broker: $lack.says.en',
    ({ lack }) => {
      expect(lack.source).toMatch(/^https:\/\//);
      expect(lack.says.ja).toMatch(/[ぁ-ん]/);
      expect(lack.need ?? lack.claims).toBeDefined();
    },
  );

  test('go by the name and, where that matters, the version', () => {
    expect(lacking(broker({}, 'rabbitmq', '3.10.8'), claim, [uses.qos2])?.en).toContain('rabbitmq.com');
    expect(lacking(broker({}, 'nats', '2.9.10'), claim, [uses.qos2])?.en).toContain('2.10');
    expect(lacking(broker({}, 'nats', '2.10.4'), claim, [uses.qos2])).toBeUndefined();
    expect(documentedLacks({ name: 'mqtt://localhost', version: undefined })).toEqual([]);
  });

  test('show in the capabilities, by which claims choose their QoS', () => {
    const stop = async () => {};
    const rabbitmq = {
      ...broker({}, 'rabbitmq'),
      origin: { en: '', ja: '' },
      endpoints: {},
      credentials: undefined,
      stop,
      [Symbol.asyncDispose]: stop,
    };
    expect(asDocumented(rabbitmq).capabilities.maximumQoS).toBe(1);
  });
});
