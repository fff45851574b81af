import fc from 'fast-check';
import { generate, type Packet } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { packetTypes } from '../../../../harness/protocol/packet.ts';
import { anatomy } from '../../../../harness/wire/anatomy/anatomy.ts';
import { fromRecording } from '../../../../harness/wire/trace/reading.ts';
import { labIds } from '../../../../labs/index.ts';
import { readRecording } from '../../../../labs/recordings.ts';

/** Every byte is part of one field, in order. */
function expectWhole(bytes: Uint8Array, size: number, version: number): void {
  const fields = anatomy(bytes, size, version);
  expect(
    fields.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, index) => from + index)),
  ).toEqual(Array.from(bytes, (_, index) => index));
  for (const { prefix = 0, bits, from, to } of fields) {
    expect(prefix).toBeGreaterThanOrEqual(0);
    if (bits) expect([to - from, bits.map((part) => part.bits).join('').length]).toEqual([1, 8]);
  }
}

describe('every byte is part of one field', () => {
  const anyPacket = fc
    .tuple(
      fc.integer({ min: 0, max: 15 }),
      fc.integer({ min: 0, max: 15 }),
      fc.uint8Array({ maxLength: 120 }),
      fc.constantFrom(3, 4, 5),
    )
    .map(([type, flags, body, version]) => ({
      bytes: Uint8Array.from([(type << 4) | flags, body.length, ...body]),
      version,
    }));

  test('of whatever is sent, whole or cut', () => {
    fc.assert(
      fc.property(anyPacket, fc.nat(130), ({ bytes, version }, kept) => {
        expectWhole(bytes.subarray(0, kept), bytes.length, version);
      }),
      { numRuns: 2000 },
    );
  });

  const packets: readonly Packet[] = [
    {
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: 5,
      clientId: 'c',
      clean: true,
      keepalive: 9,
      username: 'u',
      will: {
        topic: 'w',
        payload: Buffer.from('x'),
        qos: 1,
        retain: true,
        properties: { willDelayInterval: 3 },
      },
      properties: { userProperties: { a: ['1', '2'] } },
    },
    {
      cmd: 'connack',
      sessionPresent: true,
      reasonCode: 0,
      properties: { assignedClientIdentifier: 'x', topicAliasMaximum: 4 },
    },
    {
      cmd: 'publish',
      dup: true,
      qos: 2,
      retain: false,
      messageId: 9,
      topic: 'a',
      payload: 'x',
      properties: { correlationData: Buffer.from([1, 0xff]), subscriptionIdentifier: 300 },
    },
    {
      cmd: 'subscribe',
      messageId: 1,
      subscriptions: [{ topic: 'a', qos: 1, nl: true, rh: 1 }],
      properties: { subscriptionIdentifier: 70_000 },
    },
    {
      cmd: 'auth',
      reasonCode: 0x18,
      properties: { authenticationMethod: 'm', authenticationData: Buffer.from('d') },
    },
  ];

  test.each(packets.map((packet) => [packet.cmd, packet] as const))(
    'of %s as a library writes it, cut anywhere',
    (_, packet) => {
      const bytes = generate(packet, { protocolVersion: 5 });
      for (let kept = 0; kept <= bytes.length; kept++) expectWhole(bytes.subarray(0, kept), bytes.length, 5);
      expect(anatomy(bytes, bytes.length, 5).filter(({ isWrong }) => isWrong)).toEqual([]);
    },
  );

  test.each(labIds)('of every packet that was recorded in lab %s, and none is wrong', (id) => {
    const recording = readRecording(id);
    // A lab may speak both versions.
    const versions = new Map<number, number>();
    for (const entry of fromRecording(recording.trace)) {
      if (entry.kind !== 'packet') continue;
      const { protocolVersion } = entry.fields;
      if (entry.type === 'CONNECT' && protocolVersion) versions.set(entry.connection, protocolVersion);
      const version = versions.get(entry.connection) ?? recording.protocolVersion;
      expectWhole(entry.bytes, entry.size, version);
      const [first, ...fields] = anatomy(entry.bytes, entry.size, version);
      if (first === undefined) continue;
      expect(first.bits?.[0]?.value?.en).toBe(`${packetTypes.indexOf(entry.type) + 1}: ${entry.type}`);
      expect(fields.filter(({ isWrong }) => isWrong)).toEqual([]);
    }
  });
});
