import { expect, it } from 'vitest';
import {
  packetBytes,
  receiveMaximum,
  topicAliasesToClient,
  topicAliasMaximum,
} from '../../../../../harness/brokers/clouds/stand-in/enforcing/announced.ts';
import {
  allowedTopics,
  willTopics,
} from '../../../../../harness/brokers/clouds/stand-in/enforcing/own-topics.ts';
import {
  errorPuback,
  messageExpiry,
  userPropertiesOnPublishOnly,
} from '../../../../../harness/brokers/clouds/stand-in/enforcing/properties.ts';
import { maximumQoS, publishAtQoS2 } from '../../../../../harness/brokers/clouds/stand-in/enforcing/qos-2.ts';
import {
  bytesPerSecond,
  messagesPerSecond,
  publishesPerSecond,
} from '../../../../../harness/brokers/clouds/stand-in/enforcing/rates.ts';
import {
  payloadBytes,
  propertyBytes,
} from '../../../../../harness/brokers/clouds/stand-in/enforcing/sizes.ts';
import { topicBytes, topicLevels } from '../../../../../harness/brokers/clouds/stand-in/enforcing/topics.ts';
import { in5, in311, publish, subscribe, through } from './wire.ts';

const refusedAtQoS1 = (reasonCode: number) => ({
  passed: [],
  told: [{ cmd: 'puback', messageId: 1, reasonCode }],
  isClosed: false,
});
const disconnected = (reasonCode: number) => ({
  passed: [],
  told: [{ cmd: 'disconnect', reasonCode }],
  isClosed: true,
});
const closed = { passed: [], told: [], isClosed: true };
const silent = { passed: [], told: [], isClosed: false };

it('QoS 2 is never answered in 3.1.1, and ends a connection of MQTT 5', () => {
  const open = through(publishAtQoS2('unanswered'));
  expect(open(in311).toBroker(publish('a', { qos: 2 }))).toMatchObject(silent);
  expect(open(in5).toBroker(publish('a', { qos: 2 }))).toMatchObject(disconnected(0x9b));
  expect(open(in311).toBroker(publish('a', { qos: 1 })).passed).toHaveLength(1);
  expect(through(publishAtQoS2('closed'))(in311).toBroker(publish('a', { qos: 2 }))).toMatchObject(closed);
});

it('the maximum QoS is told in MQTT 5, and a will above it is refused', () => {
  const open = through(maximumQoS(1));
  expect(open(in5).connect().back.passed).toMatchObject([{ properties: { maximumQoS: 1 } }]);
  expect(open(in311).connect().back.passed[0]).not.toHaveProperty('properties');
  const will = { topic: 'a', payload: Buffer.from('gone'), qos: 2, retain: false } as const;
  expect(open(in5).connect({ will }).there.told).toMatchObject([{ reasonCode: 0x9b }]);
  expect(open(in5).connect({ will: { ...will, qos: 1 } }).there.told).toEqual([]);
});

it.each([
  ['deep', topicLevels(3), 'a/b/c/d', 'a/b/c'],
  ['long', topicBytes(4), 'fünf', 'five'],
])('a topic that is too %s is refused, also as a filter', (_, restriction, bad, good) => {
  const open = through(restriction);
  expect(open(in5).toBroker(publish(bad, { qos: 1 }))).toMatchObject(refusedAtQoS1(0x90));
  expect(open(in5).toBroker(publish(bad))).toMatchObject(disconnected(0x90));
  expect(open(in311).toBroker(publish(bad, { qos: 1 }))).toMatchObject(closed);
  expect(open(in5).toBroker(publish(good)).passed).toHaveLength(1);
  expect(open(in5).toBroker(subscribe(bad)).told).toMatchObject([{ cmd: 'suback', granted: [0x8f] }]);
  expect(open(in311).toBroker(subscribe(bad)).told).toMatchObject([{ granted: [0x80] }]);
  expect(open(in5).toBroker(subscribe(`$share/name/${good}`)).passed).toHaveLength(1);
});

it('a payload or packet that is too large ends the connection', () => {
  expect(through(payloadBytes(3))(in5).toBroker(publish('a'))).toMatchObject(disconnected(0x95));
  expect(through(payloadBytes(4))(in5).toBroker(publish('a')).passed).toHaveLength(1);
  const open = through(packetBytes(20));
  expect(open(in5).toBroker(publish('a', { payload: 'x'.repeat(20) }))).toMatchObject(disconnected(0x95));
  expect(open(in5).connect().back.passed).toMatchObject([{ properties: { maximumPacketSize: 20 } }]);
});

it('one more unacknowledged message than Receive Maximum ends the connection', () => {
  const wire = through(receiveMaximum(1))(in5);
  expect(wire.connect().back.passed).toMatchObject([{ properties: { receiveMaximum: 1 } }]);
  expect(wire.toBroker(publish('a', { qos: 1 })).passed).toHaveLength(1);
  wire.toClient({ cmd: 'puback', messageId: 1 });
  expect(wire.toBroker(publish('a', { qos: 1, messageId: 2 })).passed).toHaveLength(1);
  expect(wire.toBroker(publish('a', { qos: 1, messageId: 3 }))).toMatchObject(disconnected(0x93));
});

it('topic aliases above the maximum end the connection; the broker is told of fewer', () => {
  const wire = through(topicAliasMaximum(8))(in5);
  expect(wire.connect().back.passed).toMatchObject([{ properties: { topicAliasMaximum: 8 } }]);
  expect(wire.toBroker(publish('a', { properties: { topicAlias: 8 } })).passed).toHaveLength(1);
  expect(wire.toBroker(publish('a', { properties: { topicAlias: 9 } }))).toMatchObject(disconnected(0x94));
  const fewer = through(topicAliasesToClient(0))(in5).connect({ properties: { topicAliasMaximum: 5 } });
  expect(fewer.there.passed).toMatchObject([{ properties: { topicAliasMaximum: 0 } }]);
});

it('only the allowed topics pass, with the client id in its place', () => {
  const allowed = { publish: ['devices/{id}/events/#'], subscribe: ['devices/{id}/devicebound/#'] };
  const wire = through(allowedTopics(allowed))({ ...in311, clientId: 'one' });
  expect(wire.toBroker(publish('devices/one/events/a=b')).passed).toHaveLength(1);
  expect(wire.toBroker(publish('devices/two/events/a=b'))).toMatchObject(closed);
  expect(wire.toBroker(subscribe('devices/one/devicebound/#')).passed).toHaveLength(1);
  expect(wire.toBroker(subscribe('#')).told).toMatchObject([{ granted: [0x80] }]);
  const open = through(willTopics(allowed.publish));
  const will = { topic: 'office/door', payload: Buffer.from(''), qos: 0, retain: false } as const;
  expect(open({ ...in311, clientId: 'one' }).connect({ will }).there.told).toMatchObject([{ returnCode: 5 }]);
  const own = { ...will, topic: 'devices/one/events/' };
  expect(open({ ...in311, clientId: 'one' }).connect({ will: own }).there.told).toEqual([]);
});

it('user properties pass on PUBLISH only', () => {
  const open = through(userPropertiesOnPublishOnly());
  const properties = { userProperties: { via: 'gateway' } };
  expect(open(in5).toBroker(publish('a', { properties })).passed).toHaveLength(1);
  expect(open(in5).connect({ properties }).there.told).toMatchObject([{ cmd: 'connack', reasonCode: 0x83 }]);
  expect(open(in5).toBroker({ ...subscribe('a'), properties }).told).toMatchObject([{ granted: [0x83] }]);
  expect(open(in5).toBroker({ cmd: 'puback', messageId: 1, reasonCode: 0, properties })).toMatchObject(
    disconnected(0x83),
  );
  expect(open(in5).toBroker(subscribe('a')).passed).toHaveLength(1);
});

it('a PUBACK with an error code ends the connection', () => {
  const open = through(errorPuback());
  expect(open(in5).toBroker({ cmd: 'puback', messageId: 1, reasonCode: 0x83 })).toMatchObject(
    disconnected(0x83),
  );
  expect(open(in5).toBroker({ cmd: 'puback', messageId: 1, reasonCode: 0 }).passed).toHaveLength(1);
});

it('message expiry is adjusted', () => {
  const open = through(messageExpiry({ minimum: 1, maximum: 100 }));
  const used = (messageExpiryInterval: number) =>
    open(in5).toBroker(publish('a', { properties: { messageExpiryInterval } })).passed;
  expect(used(0)).toMatchObject([{ properties: { messageExpiryInterval: 1 } }]);
  expect(used(101)).toMatchObject([{ properties: { messageExpiryInterval: 100 } }]);
  expect(used(50)).toMatchObject([{ properties: { messageExpiryInterval: 50 } }]);
});

it('properties that are too large are refused', () => {
  const open = through(
    propertyBytes({ userProperties: 8, responseTopic: 4, contentType: 4, correlationData: 4 }),
  );
  const taken = (properties: object) =>
    open(in5).toBroker(publish('a', { qos: 1, properties })).passed.length;
  expect(taken({ userProperties: { four: 'four' } })).toBe(1);
  expect(taken({ userProperties: { four: ['four', 'x'] } })).toBe(0);
  expect(taken({ responseTopic: 'a/b/c' })).toBe(0);
  expect(taken({ contentType: 'text' })).toBe(1);
  // Given twice, it is for the broker behind to refuse.
  expect(taken({ responseTopic: ['a/b/c', 'd'] })).toBe(1);
});

it('what is beyond a rate is not passed on; MQTT 5 says so at QoS 1', () => {
  const open = through(publishesPerSecond({ count: 2, per: 'connection' }));
  const wire = open(in5);
  for (const _ of [1, 2]) expect(wire.toBroker(publish('a', { qos: 1 })).passed).toHaveLength(1);
  expect(wire.toBroker(publish('a', { qos: 1 }))).toMatchObject(refusedAtQoS1(0x97));
  expect(wire.toBroker(publish('a'))).toMatchObject(silent);
  expect(open(in311).toBroker(publish('a', { qos: 1 })).passed).toHaveLength(1);
  const both = through(messagesPerSecond({ count: 1, per: 'account' }));
  expect(both(in311).toBroker(publish('a', { qos: 1 })).passed).toHaveLength(1);
  expect(both(in311).toBroker(publish('a', { qos: 1 }))).toMatchObject(silent);
  const bytes = through(bytesPerSecond({ count: 20, per: 'connection' }))(in5);
  expect(bytes.toBroker(publish('a')).passed).toHaveLength(1);
  expect(bytes.toBroker(publish('a', { payload: 'x'.repeat(20) }))).toMatchObject(silent);
});
