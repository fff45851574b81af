import type { ISubscribePacket } from 'mqtt-packet';
import { expect, it, vi } from 'vitest';
import { withoutSubscriptionIdentifiers } from '../../../../../harness/brokers/clouds/stand-in/enforcing/announced.ts';
import {
  hashWithoutParent,
  lateSubscriptions,
} from '../../../../../harness/brokers/clouds/stand-in/enforcing/matching.ts';
import { subscribeAtQoS2 } from '../../../../../harness/brokers/clouds/stand-in/enforcing/qos-2.ts';
import { subscribesPerSecond } from '../../../../../harness/brokers/clouds/stand-in/enforcing/rates.ts';
import {
  otherPacketIds,
  withoutDup,
} from '../../../../../harness/brokers/clouds/stand-in/enforcing/resending.ts';
import {
  retainedBytes,
  retainedMessages,
  retainedWithoutWildcards,
  withoutRetain,
} from '../../../../../harness/brokers/clouds/stand-in/enforcing/retained.ts';
import {
  filtersPerSubscribe,
  subscriptionsPerConnection,
} from '../../../../../harness/brokers/clouds/stand-in/enforcing/subscribing.ts';
import { filterLevels } from '../../../../../harness/brokers/clouds/stand-in/enforcing/topics.ts';
import { in5, in311, publish, subscribe, through } from './wire.ts';

const atQoS2: Partial<ISubscribePacket> = {
  cmd: 'subscribe',
  messageId: 1,
  subscriptions: [{ topic: 'a', qos: 2 }],
};

it('a SUBSCRIBE at QoS 2 is not answered, or granted QoS 1', () => {
  const silent = through(subscribeAtQoS2('unanswered'));
  expect(silent(in311).toBroker(atQoS2)).toMatchObject({ passed: [], told: [], isClosed: false });
  expect(silent(in5).toBroker(atQoS2)).toMatchObject({ told: [{ reasonCode: 0x9b }], isClosed: true });
  const granting = through(subscribeAtQoS2('granted-1'));
  expect(granting(in311).toBroker(atQoS2).passed).toMatchObject([
    { subscriptions: [{ topic: 'a', qos: 1 }] },
  ]);
  expect(silent(in311).toBroker(subscribe('a')).passed).toHaveLength(1);
});

it('sensor/# does not match sensor, and the broker behind does not wait for its PUBACK', () => {
  const wire = through(hashWithoutParent())(in311);
  wire.connect();
  wire.toBroker(subscribe('sensor/#'));
  expect(wire.toClient(publish('sensor', { qos: 1 }))).toMatchObject({
    passed: [],
    pretended: [{ cmd: 'puback', messageId: 1 }],
  });
  expect(wire.toClient(publish('sensor/a')).passed).toHaveLength(1);
  wire.toBroker(subscribe('sensor'));
  expect(wire.toClient(publish('sensor')).passed).toHaveLength(1);
});

it('a message at QoS 2 that is withheld ends its handshake', () => {
  const wire = through(hashWithoutParent())(in311);
  wire.connect();
  wire.toBroker(subscribe('sensor/#'));
  expect(wire.toClient(publish('sensor', { qos: 2 })).pretended).toMatchObject([{ cmd: 'pubrec' }]);
  expect(wire.toClient({ cmd: 'pubrel', messageId: 1 })).toMatchObject({
    passed: [],
    pretended: [{ cmd: 'pubcomp' }],
  });
});

it('a subscription begins late; retained messages come, and one that is made again is not late', () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const wire = through(lateSubscriptions(100))(in311);
    wire.connect();
    wire.toBroker(subscribe('a'));
    expect(wire.toClient(publish('a')).passed).toEqual([]);
    expect(wire.toClient(publish('a', { retain: true })).passed).toHaveLength(1);
    vi.advanceTimersByTime(101);
    expect(wire.toClient(publish('a')).passed).toHaveLength(1);
    wire.toBroker(subscribe('a'));
    expect(wire.toClient(publish('a')).passed).toHaveLength(1);
  } finally {
    vi.useRealTimers();
  }
});

it('retained messages do not come for a filter with a wildcard', () => {
  const open = through(retainedWithoutWildcards());
  const old = open(in311);
  old.connect();
  old.toBroker(subscribe('a/+'));
  expect(old.toClient(publish('a/b', { retain: true })).passed).toEqual([]);
  expect(old.toClient(publish('a/b')).passed).toHaveLength(1);
  old.toBroker(subscribe('a/b'));
  expect(old.toClient(publish('a/b', { retain: true })).passed).toHaveLength(1);
  const both = open(in5).toBroker(subscribe('a/+', 'a/b')).passed;
  expect(both).toMatchObject([
    {
      subscriptions: [
        { topic: 'a/+', rh: 2 },
        { topic: 'a/b', qos: 1 },
      ],
    },
  ]);
});

it('retained messages are not kept, too large, or too many', () => {
  const none = through(withoutRetain())(in311);
  expect(none.toBroker(publish('a', { retain: true })).passed).toMatchObject([{ retain: false }]);
  const will = { topic: 'a', payload: Buffer.from(''), qos: 0, retain: true } as const;
  expect(none.connect({ will }).there.passed).toMatchObject([{ will: { retain: false } }]);
  const small = through(retainedBytes(3))(in5);
  expect(small.toBroker(publish('a', { qos: 1, retain: true })).told).toMatchObject([{ reasonCode: 0x97 }]);
  expect(small.toBroker(publish('a', { qos: 1 })).passed).toHaveLength(1);
  const one = through(retainedMessages(1))(in5);
  const keep = (topic: string, payload = 'open') =>
    one.toBroker(publish(topic, { qos: 1, retain: true, payload })).passed.length;
  expect([keep('a'), keep('a'), keep('b'), keep('a', ''), keep('b')]).toEqual([1, 1, 0, 1, 1]);
});

it('a message that is sent again has no DUP flag, and another packet id', () => {
  const again = publish('a', { qos: 1, dup: true, messageId: 7 });
  expect(through(withoutDup())().toClient(again).passed).toMatchObject([{ dup: false, messageId: 7 }]);
  const wire = through(otherPacketIds())();
  const [sent] = wire.toClient(again).passed;
  expect(sent).toMatchObject({ dup: true, messageId: 0xffff });
  expect(wire.toBroker({ cmd: 'puback', messageId: 0xffff }).passed).toMatchObject([{ messageId: 7 }]);
  expect(wire.toClient(publish('a', { qos: 1, messageId: 8 })).passed).toMatchObject([{ messageId: 8 }]);
});

it('subscription identifiers end the connection', () => {
  const wire = through(withoutSubscriptionIdentifiers())(in5);
  expect(wire.connect().back.passed).toMatchObject([
    { properties: { subscriptionIdentifiersAvailable: false } },
  ]);
  const properties = { subscriptionIdentifier: 7 };
  expect(wire.toBroker({ ...subscribe('a'), properties })).toMatchObject({
    told: [{ cmd: 'disconnect', reasonCode: 0xa1 }],
    isClosed: true,
  });
});

it('filters are limited: in a SUBSCRIBE, in levels, in a second', () => {
  expect(through(filtersPerSubscribe(1))(in5).toBroker(subscribe('a', 'b')).told).toMatchObject([
    { granted: [0x97, 0x97] },
  ]);
  expect(through(filterLevels(2))(in5).toBroker(subscribe('a/b/c')).told).toMatchObject([
    { granted: [0x8f] },
  ]);
  expect(through(filterLevels(2))(in5).toBroker(publish('a/b/c')).passed).toHaveLength(1);
  const wire = through(subscribesPerSecond({ count: 1, per: 'connection' }))(in5);
  expect(wire.toBroker(subscribe('a')).passed).toHaveLength(1);
  expect(wire.toBroker(subscribe('b')).told).toMatchObject([{ granted: [0x97] }]);
});

it('the subscriptions of a connection beyond the limit are refused, the others in their order granted', () => {
  const wire = through(subscriptionsPerConnection(2))(in311);
  expect(wire.toBroker(subscribe('a')).passed).toHaveLength(1);
  expect(wire.toBroker(subscribe('b', 'c', 'a')).passed).toMatchObject([
    { subscriptions: [{ topic: 'b' }, { topic: 'a' }] },
  ]);
  expect(wire.toClient({ cmd: 'suback', messageId: 1, granted: [0, 1] }).passed).toMatchObject([
    { granted: [0, 0x80, 1] },
  ]);
  wire.toBroker({ cmd: 'unsubscribe', messageId: 2, unsubscriptions: ['a'] });
  expect(wire.toBroker(subscribe('c')).passed).toHaveLength(1);
  expect(wire.toBroker(subscribe('d')).told).toMatchObject([{ granted: [0x80] }]);
});
