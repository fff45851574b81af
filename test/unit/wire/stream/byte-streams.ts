import fc from 'fast-check';
import { generate, type Packet } from 'mqtt-packet';

/** A packet with any type but the forbidden 0, any flags and any body: framed well, otherwise anything. */
export const anyPacket: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.integer({ min: 0x10, max: 0xff }),
    fc.oneof(fc.uint8Array({ maxLength: 20 }), fc.uint8Array({ minLength: 120, maxLength: 300 })),
  )
  .map(([first, body]) => Buffer.concat([Buffer.from([first]), remainingLength(body.length), body]));

export function remainingLength(length: number): Buffer {
  const bytes: number[] = [];
  let left = length;
  do {
    bytes.push((left & 0x7f) | (left >= 0x80 ? 0x80 : 0));
    left >>= 7;
  } while (left > 0);
  return Buffer.from(bytes);
}

/** A packet that any decoder takes, of MQTT 3.1.1. */
export const goodPacket: fc.Arbitrary<Buffer> = fc
  .oneof(
    fc.record({
      cmd: fc.constant('publish'),
      topic: fc.constantFrom('office/door', 'office/lamp', 'ürgöö'),
      qos: fc.constantFrom(0, 1, 2),
      messageId: fc.integer({ min: 1, max: 0xffff }),
      dup: fc.constant(false),
      retain: fc.boolean(),
      payload: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    }),
    fc.record({
      cmd: fc.constantFrom('puback', 'pubrec', 'pubrel', 'pubcomp'),
      messageId: fc.integer({ min: 1, max: 0xffff }),
    }),
    fc.record({ cmd: fc.constantFrom('pingreq', 'pingresp', 'disconnect') }),
  )
  .map((packet) => generate(packet as Packet));

/** Good packets, framed nonsense and plain noise, in any order. */
export const anyStream: fc.Arbitrary<Buffer> = fc
  .array(fc.oneof(goodPacket, anyPacket, fc.uint8Array({ maxLength: 40 })), { maxLength: 12 })
  .map((parts) => Buffer.concat(parts));

/** A stream that begins as MQTT does. */
export const mqttStream: fc.Arbitrary<Buffer> = fc
  .tuple(fc.constantFrom(4, 5), anyStream)
  .map(([version, rest]) => Buffer.concat([connect('publisher', version as 4 | 5), rest]));

export const connect = (clientId: string, protocolVersion: 4 | 5 = 4): Buffer =>
  generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion, clientId, clean: true, keepalive: 60 });

/** Sizes to cut a stream by, over and over. */
export const cuts: fc.Arbitrary<number[]> = fc.array(fc.integer({ min: 1, max: 50 }), {
  minLength: 1,
  maxLength: 8,
});

export function cut(stream: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  for (let at = 0, turn = 0; at < stream.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    chunks.push(stream.subarray(at, at + size));
    at += size;
  }
  return chunks;
}
