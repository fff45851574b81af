import fc from 'fast-check';
import { generate, type Packet } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { rawPacket } from '../../../../harness/claims/steps/bytes.ts';
import { maskCredentials, readConnectHead } from '../../../../harness/protocol/connect-head.ts';
import { decode, decodeAny } from '../../../../harness/protocol/decode.ts';
import { anyPacket } from './byte-streams.ts';

const properties = { reasonString: 'because' };
const will = { topic: 'gone', payload: Buffer.from('bye'), qos: 1, retain: true } as const;
const connect = {
  cmd: 'connect',
  protocolId: 'MQTT',
  clientId: 'publisher',
  clean: true,
  keepalive: 60,
} as const;

/** Each packet type: what was sent, at which level, and what the trace shows of it. */
const rows: readonly [Packet, 4 | 5, object][] = [
  [
    { ...connect, protocolVersion: 4, will },
    4,
    {
      protocolVersion: 4,
      clientId: 'publisher',
      clean: true,
      keepAlive: 60,
      username: false,
      password: false,
      will: { topic: 'gone', qos: 1, retain: true, payload: Buffer.from('bye'), payloadLength: 3 },
    },
  ],
  [
    { ...connect, protocolVersion: 5, clean: false, properties: { sessionExpiryInterval: 60 } },
    5,
    {
      protocolVersion: 5,
      clientId: 'publisher',
      clean: false,
      keepAlive: 60,
      username: false,
      password: false,
      properties: { sessionExpiryInterval: 60 },
    },
  ],
  [{ cmd: 'connack', returnCode: 5, sessionPresent: false }, 4, { returnCode: 5, sessionPresent: false }],
  [
    { cmd: 'connack', reasonCode: 0, sessionPresent: true, properties },
    5,
    { reasonCode: 0, sessionPresent: true, properties },
  ],
  [
    { cmd: 'publish', topic: 'a/b', payload: 'open', qos: 2, messageId: 7, dup: true, retain: true },
    4,
    {
      topic: 'a/b',
      payload: Buffer.from('open'),
      payloadLength: 4,
      qos: 2,
      messageId: 7,
      dup: true,
      retain: true,
    },
  ],
  [{ cmd: 'puback', messageId: 7 }, 4, { messageId: 7 }],
  [{ cmd: 'puback', messageId: 7 }, 5, { messageId: 7, reasonCode: 0 }],
  [
    { cmd: 'pubrec', messageId: 7, reasonCode: 0x10, properties },
    5,
    { messageId: 7, reasonCode: 0x10, properties },
  ],
  [{ cmd: 'pubrel', messageId: 7 }, 4, { messageId: 7 }],
  [{ cmd: 'pubcomp', messageId: 7 }, 4, { messageId: 7 }],
  [
    { cmd: 'subscribe', messageId: 7, subscriptions: [{ topic: 'a/#', qos: 1 }] },
    4,
    { messageId: 7, subscriptions: [{ filter: 'a/#', qos: 1 }] },
  ],
  [{ cmd: 'suback', messageId: 7, granted: [0, 2, 0x80] }, 4, { messageId: 7, granted: [0, 2, 0x80] }],
  [
    { cmd: 'unsubscribe', messageId: 7, unsubscriptions: ['a/#', 'b'] },
    4,
    { messageId: 7, filters: ['a/#', 'b'] },
  ],
  [{ cmd: 'unsuback', messageId: 7, granted: [] }, 4, { messageId: 7 }],
  [{ cmd: 'unsuback', messageId: 7, granted: [0, 0x11] }, 5, { messageId: 7, granted: [0, 0x11] }],
  [{ cmd: 'pingreq' }, 4, {}],
  [{ cmd: 'pingresp' }, 5, {}],
  [{ cmd: 'disconnect' }, 4, {}],
  [{ cmd: 'disconnect', reasonCode: 0x8e }, 5, { reasonCode: 0x8e }],
  [{ cmd: 'auth', reasonCode: 0x18 }, 5, { reasonCode: 0x18 }],
];

describe('decode', () => {
  test.each(rows.map(([packet, level, fields]) => ({ type: packet.cmd, packet, level, fields })))(
    '$type at level $level',
    ({ packet, level, fields }) => {
      const bytes = generate(packet, { protocolVersion: level });
      expect(decode(bytes, bytes.length, level)).toEqual({ fields });
    },
  );

  test.each([
    ['a PUBACK that is too short', [0x40, 0x01, 0x00], 4, '3 bytes long instead of 4'],
    ['a PUBACK that is too long', [0x40, 0x03, 0x00, 0x01, 0x00], 4, '5 bytes long instead of 4'],
    ['a PINGREQ with something in it', [0xc0, 0x01, 0x00], 5, '3 bytes long instead of 2'],
    ['packet identifier 0', [0x40, 0x02, 0x00, 0x00], 4, 'packet identifier 0'],
    ['no packet identifier', [0x40, 0x00], 5, 'no packet identifier'],
    ['reserved flags', [0x60, 0x02, 0x00, 0x01], 4, /flag/],
    ['a topic longer than its packet', [0x30, 0x02, 0x00, 0x05], 4, 'Cannot parse topic'],
    ['AUTH before MQTT 5', [0xf0, 0x00], 4, 'Not supported auth packet for this version MQTT'],
  ])('says what is wrong with %s', (_, bytes, level, malformed) => {
    const found = decode(Buffer.from(bytes), bytes.length, level).malformed;
    expect(found).toEqual(malformed instanceof RegExp ? expect.stringMatching(malformed) : malformed);
  });

  test('reads whatever it is given, and nothing of it into the next packet', () => {
    const good = generate({ cmd: 'puback', messageId: 7 });
    fc.assert(
      fc.property(anyPacket, fc.constantFrom(4, 5), fc.nat(400), (packet, level, cut) => {
        decode(packet, packet.length, level);
        const head = packet.subarray(0, cut);
        decode(head, packet.length, level);
        expect(decode(good, good.length, 4)).toEqual({ fields: { messageId: 7 } });
      }),
      { numRuns: 2000 },
    );
  });

  test('reads messages, answers and pings by itself as mqtt-packet does', () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const common = fc
      .tuple(
        fc.oneof(
          fc.integer({ min: 0x30, max: 0x3f }),
          fc.constantFrom(0x40, 0x50, 0x60, 0x62, 0x70, 0xc0, 0xc1, 0xd0),
        ),
        fc.oneof(
          fc.array(byte, { maxLength: 12 }),
          fc.constantFrom(
            [0, 1, 0x61, 0, 7, 0, 0x78],
            [0, 1, 0x61, 0, 0, 0, 0x78],
            [0, 1, 0x61, 0, 7, 3, 0x23, 0, 1],
            [0, 7],
            [0, 0],
            [],
          ),
        ),
        fc.nat(200),
      )
      .map(([first, body, more]) => {
        const rest = Buffer.concat([Buffer.from(body), Buffer.alloc(more > 100 ? more : 0, 'x')]);
        return rawPacket(first, rest);
      });
    fc.assert(
      fc.property(common, fc.constantFrom(4, 5), fc.nat(220), (packet, level, cut) => {
        for (const head of [packet, packet.subarray(0, Math.max(2, cut))]) {
          expect(decode(head, packet.length, level)).toEqual(decodeAny(head, packet.length, level));
        }
      }),
      { numRuns: 5000 },
    );
  });

  test('of a PUBLISH that is cut short it reads what is there', () => {
    const bytes = generate({
      cmd: 'publish',
      topic: 'a',
      payload: 'x'.repeat(1000),
      qos: 0,
      dup: false,
      retain: false,
    });
    const { fields, malformed } = decode(bytes.subarray(0, 300), bytes.length, 4);
    expect(fields).toMatchObject({ topic: 'a', payload: Buffer.alloc(294, 'x'), payloadLength: 1000 });
    expect(malformed).toBeUndefined();
  });

  test('of a CONNECT that is cut short it reads who connects', () => {
    const long = { topic: 'gone', payload: Buffer.alloc(5000), qos: 0, retain: false } as const;
    const bytes = generate({ ...connect, protocolVersion: 4, will: long });
    expect(decode(bytes.subarray(0, 100), bytes.length, 4)).toEqual({
      fields: { protocolVersion: 4, clientId: 'publisher' },
    });
  });
});

describe('maskCredentials', () => {
  const secret = Buffer.from('lovelace');
  const full = generate({ ...connect, protocolVersion: 5, username: 'ada', password: secret, will });

  test('leaves no byte of a password, wherever the packet is cut or changed', () => {
    fc.assert(
      fc.property(
        fc.nat(full.length),
        fc.nat(full.length - 1),
        fc.integer({ min: 0, max: 255 }),
        (length, at, byte) => {
          const bytes = Buffer.from(full);
          // The protocol's name and the client's id come first: changed, they make it another packet.
          if (at > 40) bytes[at] = byte;
          const cut = bytes.subarray(0, length);
          maskCredentials(cut);
          expect(cut.includes('lovelace')).toBe(false);
        },
      ),
    );
  });

  test('leaves everything else', () => {
    const bytes = Buffer.from(full);
    maskCredentials(bytes);
    const expected = full.toString('latin1').replace('ada', '***').replace('lovelace', '********');
    expect(bytes.toString('latin1')).toBe(expected);
    const plain = generate({ ...connect, protocolVersion: 4, will });
    const copy = Buffer.from(plain);
    maskCredentials(copy);
    expect(copy).toEqual(plain);
  });
});

test('readConnectHead never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
      readConnectHead(Buffer.concat([Buffer.from([0x10]), bytes]));
      maskCredentials(Buffer.concat([Buffer.from([0x10]), bytes]));
    }),
    { numRuns: 2000 },
  );
});
