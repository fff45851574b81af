import type { Packet } from 'mqtt-packet';
import { describe, expect, it } from 'vitest';
import { readOn } from '../../../../../harness/brokers/clouds/fact.ts';
import { GatedClient } from '../../../../../harness/brokers/clouds/gate/client.ts';
import { excessOf, limitsOfPackets } from '../../../../../harness/brokers/clouds/gate/excess.ts';
import type { CloudLimits } from '../../../../../harness/brokers/clouds/limits.ts';
import type { LimitName } from '../../../../../harness/brokers/clouds/words.ts';
import type { Departing } from '../../../../../harness/wire/gate/gate.ts';
import { connect, departing, publish, subscribe, will } from './departing.ts';

const fact = readOn({ page: 'https://cloud.example/limits', read: '2026-11' });

const after = (...packets: readonly Departing[]): GatedClient => {
  const client = new GatedClient();
  client.version = packets[0]?.fields.protocolVersion ?? 5;
  client.clientId = 'c';
  for (const packet of packets) client.departs(packet);
  return client;
};

interface Row {
  readonly limits: CloudLimits;
  /** Packets beyond the limit. */
  readonly beyond: readonly Departing[];
  /** Packets just inside of it. */
  readonly inside: readonly Departing[];
  readonly client?: GatedClient;
}

const rows: Partial<Record<LimitName, Row>> = {
  waitsForConnack: {
    limits: { waitsForConnack: fact(true) },
    client: after(connect()),
    beyond: [publish(), subscribe(['a'])],
    inside: [connect()],
  },
  clientIdBytes: {
    limits: { clientIdBytes: fact(3) },
    beyond: [connect({ clientId: 'four' }), connect({ clientId: 'éé' })],
    inside: [connect({ clientId: 'abc' })],
  },
  clientIdNotBeginning: {
    limits: { clientIdNotBeginning: fact('$') },
    beyond: [connect({ clientId: '$a' })],
    inside: [connect({ clientId: 'a$' })],
  },
  keepAlive: {
    limits: { keepAlive: fact({ minimum: 30, maximum: 1_200 }) },
    beyond: [0, 1, 29, 1_201].map((keepalive) => connect({ keepalive })),
    inside: [30, 1_200].map((keepalive) => connect({ keepalive })),
  },
  assignedClientId: {
    limits: { assignedClientId: fact(false) },
    beyond: [connect({ clientId: '' })],
    inside: [connect()],
  },
  enhancedAuthentication: {
    limits: { enhancedAuthentication: fact(false) },
    beyond: [
      connect({ properties: { authenticationMethod: 'SCRAM-SHA-1' } }),
      departing({ cmd: 'auth' } as Packet),
    ],
    inside: [connect()],
  },
  userPropertiesOnPublishOnly: {
    limits: { userPropertiesOnPublishOnly: fact(true) },
    beyond: [
      connect({ properties: { userProperties: { a: 'b' } } }),
      subscribe(['a'], { properties: { userProperties: { a: 'b' } } }),
      departing({ cmd: 'disconnect', properties: { userProperties: { a: 'b' } } } as Packet),
    ],
    inside: [publish({ properties: { userProperties: { a: 'b' } } })],
  },
  maximumQoS: {
    limits: { maximumQoS: fact(1) },
    beyond: [publish({ qos: 2 }), will({ qos: 2 })],
    inside: [publish({ qos: 1 }), will({ qos: 1 }), subscribe(['a'], {}, 2)],
  },
  retain: {
    limits: { retain: fact('not-kept') },
    beyond: [publish({ retain: true }), will({ retain: true })],
    inside: [publish(), will({})],
  },
  retainUnder311: {
    limits: { retainUnder311: fact('closed') },
    client: after(connect({}, 4)),
    beyond: [publish({ retain: true }, 4)],
    inside: [publish({}, 4)],
  },
  retainedBytes: {
    limits: { retainedBytes: fact(3) },
    beyond: [publish({ retain: true, payload: 'four' })],
    inside: [publish({ retain: true, payload: 'abc' }), publish({ payload: 'four' })],
  },
  payloadBytes: {
    limits: { payloadBytes: fact(3) },
    beyond: [publish({ payload: 'four' }), will({ payload: Buffer.from('four') })],
    inside: [publish({ payload: 'abc' })],
  },
  packetBytes: {
    limits: { packetBytes: fact(publish().size) },
    beyond: [publish({ payload: 'xy' })],
    inside: [publish()],
  },
  topicBytes: {
    limits: { topicBytes: fact(3) },
    beyond: [publish({ topic: 'a/bc' }), subscribe(['a', 'a/bc']), will({ topic: 'a/bc' })],
    inside: [publish(), subscribe(['a/b', '$share/group/a/b'])],
  },
  topicLevels: {
    limits: { topicLevels: fact(2) },
    beyond: [publish({ topic: 'a/b/c' }), subscribe(['a/b/c'])],
    inside: [publish(), subscribe(['$share/group/a/b'])],
  },
  allowedTopics: {
    limits: { allowedTopics: fact({ publish: ['devices/{id}/events/#'], subscribe: ['$iothub/#'] }) },
    client: after(connect()),
    beyond: [publish(), publish({ topic: 'devices/d/events/a' }), subscribe(['devices/c/events/a'])],
    inside: [publish({ topic: 'devices/c/events/a' }), subscribe(['$iothub/twin/res/#'])],
  },
  willTopics: {
    limits: { willTopics: fact(['devices/{id}/events/#']) },
    client: after(connect()),
    beyond: [will({})],
    inside: [will({ topic: 'devices/c/events/a' }), publish()],
  },
  propertyBytes: {
    limits: {
      propertyBytes: fact({ userProperties: 4, responseTopic: 3, contentType: 3, correlationData: 3 }),
    },
    beyond: [
      publish({ properties: { userProperties: { abc: 'de' } } }),
      publish({ properties: { userProperties: { a: ['b', 'c', 'd'] } } }),
      publish({ properties: { responseTopic: 'four' } }),
      publish({ properties: { contentType: 'four' } }),
      publish({ properties: { correlationData: Buffer.from('four') } }),
    ],
    inside: [publish({ properties: { userProperties: { ab: 'cd' }, contentType: 'abc' } })],
  },
  topicAliasMaximum: {
    limits: { topicAliasMaximum: fact(8) },
    beyond: [publish({ properties: { topicAlias: 9 } })],
    inside: [publish({ properties: { topicAlias: 8 } })],
  },
  receiveMaximum: {
    limits: { receiveMaximum: fact(1) },
    client: after(publish({ qos: 1, messageId: 7 })),
    beyond: [publish({ qos: 1, messageId: 8 })],
    inside: [publish(), publish({ qos: 1, messageId: 7, dup: true })],
  },
  messageExpiry: {
    limits: { messageExpiry: fact({ minimum: 1, maximum: 10, outside: 'adjusted' }) },
    beyond: [0, 11].map((messageExpiryInterval) => publish({ properties: { messageExpiryInterval } })),
    inside: [publish(), publish({ properties: { messageExpiryInterval: 10 } })],
  },
  subscribeAtQoS2: {
    limits: { subscribeAtQoS2: fact('unanswered') },
    beyond: [subscribe(['a'], {}, 2)],
    inside: [subscribe(['a'], {}, 1), publish({ qos: 2 })],
  },
  filtersPerSubscribe: {
    limits: { filtersPerSubscribe: fact(2) },
    beyond: [subscribe(['a', 'b', 'c'])],
    inside: [subscribe(['a', 'b'])],
  },
  subscriptionsPerConnection: {
    limits: { subscriptionsPerConnection: fact(2) },
    client: after(subscribe(['a', 'b'])),
    beyond: [subscribe(['c'])],
    inside: [subscribe(['a', 'b']), publish()],
  },
  filterLevels: {
    limits: { filterLevels: fact(2) },
    beyond: [subscribe(['a/+/c'])],
    inside: [subscribe(['a/#']), publish({ topic: 'a/b/c' })],
  },
  sharedSubscriptions: {
    limits: { sharedSubscriptions: fact(false) },
    beyond: [subscribe(['$share/group/a'])],
    inside: [subscribe(['a'])],
  },
  subscriptionIdentifiers: {
    limits: { subscriptionIdentifiers: fact(false) },
    beyond: [subscribe(['a'], { properties: { subscriptionIdentifier: 1 } })],
    inside: [subscribe(['a'])],
  },
  errorPuback: {
    limits: { errorPuback: fact('closed') },
    beyond: [departing({ cmd: 'puback', messageId: 1, reasonCode: 0x80 } as Packet)],
    inside: [departing({ cmd: 'puback', messageId: 1, reasonCode: 0x10 } as Packet)],
  },
};

describe('a packet beyond a limit, and one just inside of it', () => {
  it.each(limitsOfPackets)('%s', (name) => {
    const row = rows[name];
    if (row === undefined) throw new Error(`no packets for ${name}: add a row`);
    const { limits, beyond, inside, client = after(connect()) } = row;
    if (name !== 'waitsForConnack') client.receives({ connection: 1, type: 'CONNACK', size: 4, fields: {} });
    for (const packet of beyond)
      expect(excessOf(limits, packet, client), JSON.stringify(packet.fields)).toBe(name);
    for (const packet of inside)
      expect(excessOf(limits, packet, client), JSON.stringify(packet.fields)).toBeUndefined();
  });
});

it('an answer makes room: PUBACK for the next message, UNSUBSCRIBE for the next filter', () => {
  const limits: CloudLimits = { receiveMaximum: fact(1), subscriptionsPerConnection: fact(1) };
  const client = after(publish({ qos: 1, messageId: 7 }), subscribe(['a']));
  expect(excessOf(limits, publish({ qos: 1, messageId: 8 }), client)).toBe('receiveMaximum');
  expect(excessOf(limits, subscribe(['b']), client)).toBe('subscriptionsPerConnection');
  client.receives({ connection: 1, type: 'PUBACK', size: 4, fields: { messageId: 7 } });
  client.departs(departing({ cmd: 'unsubscribe', messageId: 2, unsubscriptions: ['a'] } as Packet));
  expect(excessOf(limits, publish({ qos: 1, messageId: 8 }), client)).toBeUndefined();
  expect(excessOf(limits, subscribe(['b']), client)).toBeUndefined();
});
