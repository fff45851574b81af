import fc from 'fast-check';
import { generate, type Packet } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import type { Bench } from '../../../harness/claims/bench.ts';
import type { SpecClaim } from '../../../harness/claims/spec-claim.ts';
import { field, propertyList, rawPacket } from '../../../harness/claims/steps/bytes.ts';
import { connectRefused } from '../../../harness/claims/themes/connect/refused.ts';
import { filters } from '../../../harness/claims/themes/filters/claims.ts';
import { malformed } from '../../../harness/claims/themes/malformed/claims.ts';
import { propertiesRefused } from '../../../harness/claims/themes/properties/refused.ts';
import { maskCredentials } from '../../../harness/protocol/connect-head.ts';
import { offenceOf } from '../../../harness/protocol/offences/offence.ts';
import { rules } from '../../../harness/protocol/offences/table.ts';
import { type PacketType, packetTypes } from '../../../harness/protocol/packet.ts';
import { statementIds } from '../../../harness/protocol/statements.ts';
import { type ProtocolVersion, protocolVersions } from '../../../harness/protocol/version.ts';
import { type Sendable, toBytes } from '../../../harness/wire/client/bytes.ts';
import { ConnectionEndedError } from '../../../harness/wire/client/raw-client.ts';
import { anyPacket } from '../wire/stream/byte-streams.ts';

type Direction = 'to-broker' | 'to-client';

function statementOf(bytes: Buffer, version: ProtocolVersion, direction: Direction = 'to-broker') {
  const type = packetTypes[(bytes.readUInt8(0) >> 4) - 1] as PacketType;
  return offenceOf({ type, direction, bytes, size: bytes.length }, version)?.statement;
}

/** What the check of a claim sends, before anything is answered. */
async function sentBy({ check }: SpecClaim, protocolVersion: ProtocolVersion): Promise<Buffer[]> {
  const sent: Buffer[] = [];
  const is5 = protocolVersion === 5;
  const client = {
    send: async (what: Sendable) => void sent.push(toBytes(what, protocolVersion)),
    receive: async () => {
      throw new ConnectionEndedError('ended');
    },
    closed: async () => ({ how: 'closed-by-peer' }),
  };
  const peer = {
    client,
    subscribe: async (filter: string) => {
      sent.push(rawPacket(0x82, [0, 1], is5 ? [0] : [], field(filter), [0]));
      return { fields: {} };
    },
  };
  const bench = {
    protocolVersion,
    isMqtt5: is5,
    broker: { capabilities: { protocolVersions } },
    topic: (name: string) => `mho/${name}`,
    clientId: (name: string) => `mho${name}`,
    connectPacket: (name: string, { anonymous: _, ...fields }: Record<string, unknown> = {}) => ({
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion,
      clientId: `mho${name}`,
      clean: true,
      keepalive: 600,
      ...fields,
    }),
    connect: async () => peer,
    open: async () => client,
  };
  await check(bench as unknown as Bench);
  return sent;
}

/** What the claims cite for the server's answer, and the tap for the client's packet. */
const ofTheClient: Readonly<Record<string, string>> = { 'connect.empty-client-id-not-clean': 'MQTT-3.1.3-7' };

const claims = [
  ...malformed,
  ...connectRefused,
  ...propertiesRefused,
  ...filters.filter(({ id }) => id.startsWith('filters.refused-')),
];

const rows = claims.flatMap((claim) =>
  protocolVersions
    .filter((version) => claim.statements[version])
    .map((version) => ({ claim, version, id: claim.id })),
);

test('there are as many rows as the tables have', () => {
  expect(rows.length).toBeGreaterThan(80);
});

test.each(rows)('$id at level $version breaks a statement of the claim', async ({ claim, version, id }) => {
  const [packet] = await sentBy(claim, version);
  const cited = [...(claim.statements[version] ?? []), ofTheClient[id] ?? ''];
  expect(cited).toContain(packet && statementOf(packet, version));
});

test('every statement of the table is one of its version', () => {
  for (const { statements } of Object.values(rules)) {
    for (const [version, id] of Object.entries(statements)) {
      expect(statementIds[Number(version) as ProtocolVersion]).toContain(id);
    }
  }
});

/** CONNECT from its protocol name to its payload. */
const connect = (name: string, level: number, flags: number, ...payload: (Uint8Array | number[])[]): Buffer =>
  rawPacket(0x10, field(name), [level, flags, 0, 60], ...payload);

describe('CONNECT', () => {
  test.each<[string, Buffer, string | undefined]>([
    ['MQTT at level 3', connect('MQTT', 3, 2, field('a')), 'MQTT-3.1.2-2'],
    ['MQIsdp at level 4', connect('MQIsdp', 4, 2, field('a')), 'MQTT-3.1.2-1'],
    ['MQTT 3.1', connect('MQIsdp', 3, 2, field('a')), undefined],
    ['a bridge', connect('MQTT', 0x84, 2, field('a')), undefined],
    ['a bridge of 3.1', connect('MQIsdp', 0x83, 2, field('a')), undefined],
    ['bytes after its payload', connect('MQTT', 4, 2, field('a'), [0, 0]), 'MQTT-3.1.4-1'],
    ['a password alone', connect('MQTT', 4, 0x42, field('a'), field('pw')), 'MQTT-3.1.2-22'],
    ['a password alone in MQTT 5', connect('MQTT', 5, 0x42, [0], field('a'), field('pw')), undefined],
    ['credentials', connect('MQTT', 4, 0xc2, field('a'), field('me'), field('pw')), undefined],
  ])('%s', (_, bytes, statement) => {
    expect(statementOf(bytes, 4)).toBe(statement);
    maskCredentials(bytes);
    expect(statementOf(bytes, 4)).toBe(statement);
  });
});

test.each<[string, Buffer, ProtocolVersion, Direction, string]>([
  ['CONNACK with a reserved bit', Buffer.from([0x20, 2, 2, 0]), 4, 'to-client', 'MQTT-3.2.2-1'],
  ['a refusal with a session', Buffer.from([0x20, 2, 1, 5]), 4, 'to-client', 'MQTT-3.2.2-4'],
  ['SUBACK with code 3', Buffer.from([0x90, 3, 0, 1, 3]), 4, 'to-client', 'MQTT-3.9.3-2'],
  ['DUP at QoS 0', rawPacket(0x38, field('a')), 4, 'to-broker', 'MQTT-3.3.1-2'],
  ['alias 0', rawPacket(0x30, field('a'), propertyList([0x23, 0, 0])), 5, 'to-broker', 'MQTT-3.3.2-8'],
  ['PUBACK 0x92', Buffer.from([0x40, 3, 0, 1, 0x92]), 5, 'to-broker', 'MQTT-3.4.2-1'],
  ['DISCONNECT 0x8e of a client', Buffer.from([0xe0, 1, 0x8e]), 5, 'to-broker', 'MQTT-3.14.2-1'],
  [
    'a share without a filter',
    rawPacket(0x82, [0, 1, 0], field('$share/g'), [0]),
    5,
    'to-broker',
    'MQTT-4.8.2-1',
  ],
  ['a topic longer than its packet', Buffer.from([0x30, 2, 0, 5]), 4, 'to-broker', 'MQTT-4.8.0-1'],
  ['a PUBACK that is too long', Buffer.from([0x40, 3, 0, 1, 0]), 4, 'to-broker', 'MQTT-4.8.0-1'],
])('%s', (_, bytes, version, direction, statement) => {
  expect(statementOf(bytes, version, direction)).toBe(statement);
});

const fine: readonly [Packet, ProtocolVersion, Direction][] = [
  [{ cmd: 'connack', returnCode: 0, sessionPresent: true }, 4, 'to-client'],
  [{ cmd: 'connack', reasonCode: 0, sessionPresent: false, properties: { maximumQoS: 1 } }, 5, 'to-client'],
  [
    { cmd: 'publish', topic: 'a/b', payload: '', qos: 1, messageId: 1, dup: true, retain: true },
    4,
    'to-broker',
  ],
  [
    {
      cmd: 'publish',
      topic: '',
      payload: 'x',
      qos: 0,
      dup: false,
      retain: false,
      properties: { topicAlias: 1, subscriptionIdentifier: [1, 300], userProperties: { a: ['b', 'c'] } },
    },
    5,
    'to-client',
  ],
  [{ cmd: 'puback', messageId: 1, reasonCode: 0x10, properties: { reasonString: 'x' } }, 5, 'to-client'],
  [{ cmd: 'pubrel', messageId: 1 }, 4, 'to-broker'],
  [
    {
      cmd: 'subscribe',
      messageId: 1,
      subscriptions: [{ topic: '$share/g/a/+/#', qos: 2, nl: false, rap: true, rh: 2 }],
    },
    5,
    'to-broker',
  ],
  [{ cmd: 'suback', messageId: 1, granted: [0, 1, 2, 0x80] }, 4, 'to-client'],
  [{ cmd: 'suback', messageId: 1, granted: [0, 0x87] }, 5, 'to-client'],
  [{ cmd: 'unsubscribe', messageId: 1, unsubscriptions: ['a', '#'] }, 5, 'to-broker'],
  [{ cmd: 'unsuback', messageId: 1, granted: [0, 0x11] }, 5, 'to-client'],
  [{ cmd: 'pingreq' }, 4, 'to-broker'],
  [{ cmd: 'disconnect', reasonCode: 0x8e }, 5, 'to-client'],
  [{ cmd: 'auth', reasonCode: 0x18, properties: { authenticationMethod: 'x' } }, 5, 'to-client'],
];

test.each(fine.map(([packet, version, direction]) => ({ packet, version, direction, type: packet.cmd })))(
  'nothing is wrong with this $type at level $version',
  ({ packet, version, direction }) => {
    expect(statementOf(generate(packet, { protocolVersion: version }), version, direction)).toBeUndefined();
  },
);

test('never throws, and a packet of which only the beginning is known is not too short', () => {
  fc.assert(
    fc.property(anyPacket, fc.constantFrom(3, 4, 5), fc.nat(400), (packet, level, cut) => {
      const type = packetTypes[(packet.readUInt8(0) >> 4) - 1] ?? 'CONNECT';
      offenceOf({ type, direction: 'to-broker', bytes: packet, size: packet.length }, level);
      offenceOf({ type, direction: 'to-broker', bytes: packet.subarray(0, cut), size: packet.length }, level);
    }),
    { numRuns: 2000 },
  );
  const long = rawPacket(0x30, field('a'), Buffer.alloc(5000));
  expect(
    offenceOf({ type: 'PUBLISH', direction: 'to-broker', bytes: long.subarray(0, 4), size: long.length }, 4),
  ).toBeUndefined();
});
