import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CannotRunError } from '../../../../harness/base/errors.ts';
import type { PacketFields, TraceEntry } from '../../../../harness/protocol/packet.ts';
import { packetTypes } from '../../../../harness/protocol/packet.ts';
import { connectionWords, fateWords } from '../../../../harness/wire/print/words.ts';
import { fromRecording } from '../../../../harness/wire/trace/reading.ts';
import { toRecording } from '../../../../harness/wire/trace/recording.ts';
import { Trace } from '../../../../harness/wire/trace/trace.ts';
import { message, packet, underFire } from './story.ts';

const count = fc.nat(1_000_000);
const time = fc.nat(100_000).map((tenths) => tenths / 10);
const bytes = fc.uint8Array({ maxLength: 24 }).map((array) => Buffer.from(array));
const text = fc.string({ unit: 'binary', maxLength: 12 }).map((string) => string.toWellFormed());
const direction = fc.constantFrom('to-broker' as const, 'to-client' as const);

/** Every field at random, whether or not such a packet could be: a recording is not the place to judge. */
const properties = fc.record(
  {
    correlationData: bytes,
    userProperties: fc.dictionary(text, text),
    contentType: text,
    topicAlias: count,
    base64: text,
    text,
  },
  { requiredKeys: [] },
);
const will = fc.record(
  { topic: text, qos: count, retain: fc.boolean(), payload: bytes, payloadLength: count, properties },
  { requiredKeys: ['topic', 'qos', 'retain', 'payload', 'payloadLength'] },
);
const subscription = fc.record(
  { filter: text, qos: count, noLocal: fc.boolean(), retainAsPublished: fc.boolean(), retainHandling: count },
  { requiredKeys: ['filter', 'qos'] },
);
const fields: fc.Arbitrary<PacketFields> = fc.record(
  {
    dup: fc.boolean(),
    qos: count,
    retain: fc.boolean(),
    topic: text,
    aliasedTopic: text,
    messageId: fc.integer({ min: -1, max: 65_535 }),
    payload: bytes,
    payloadLength: count,
    protocolVersion: count,
    clientId: text,
    clean: fc.boolean(),
    keepAlive: count,
    username: fc.boolean(),
    password: fc.boolean(),
    will,
    sessionPresent: fc.boolean(),
    returnCode: count,
    reasonCode: count,
    subscriptions: fc.array(subscription, { maxLength: 3 }),
    filters: fc.array(text, { maxLength: 3 }),
    granted: fc.array(count, { maxLength: 3 }),
    properties,
  },
  { requiredKeys: [] },
);
const fates = ['passed', ...Object.keys(fateWords)] as ('passed' | keyof typeof fateWords)[];
const events = Object.keys(connectionWords) as (keyof typeof connectionWords)[];
const entry: fc.Arbitrary<TraceEntry> = fc.oneof(
  fc.record(
    {
      kind: fc.constant('packet' as const),
      at: time,
      connection: count,
      client: text,
      direction,
      type: fc.constantFrom(...packetTypes.filter((type) => type !== 'AUTH')),
      size: count,
      fields,
      malformed: text,
      fate: fc.constantFrom(...fates),
      bytes,
    },
    {
      requiredKeys: [
        'kind',
        'at',
        'connection',
        'client',
        'direction',
        'type',
        'size',
        'fields',
        'fate',
        'bytes',
      ],
    },
  ),
  fc.record(
    {
      kind: fc.constant('connection' as const),
      at: time,
      connection: count,
      client: text,
      what: fc.constantFrom(...events),
      direction,
      detail: text,
    },
    { requiredKeys: ['kind', 'at', 'connection', 'client', 'what'] },
  ),
  fc.record({
    kind: fc.constant('dropped' as const),
    at: time,
    packets: count,
    bytes: count,
    connections: count,
  }),
);

/** Through text, as a file is. */
const writtenAndRead = (trace: Iterable<TraceEntry>): Trace =>
  fromRecording(JSON.parse(JSON.stringify(toRecording(trace))));

test('whatever a trace holds comes back as it was', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 5 }), (entries) => {
      expect([...writtenAndRead(entries)]).toEqual(entries);
    }),
    { numRuns: 300 },
  );
});

test('a recording is plain JSON', () => {
  const recording = toRecording(underFire(2));
  expect(JSON.parse(JSON.stringify(recording))).toEqual(recording);
});

test('times are rounded to a tenth of a millisecond', () => {
  const [first] = toRecording([packet('PINGREQ', { at: 12.3456 })]).entries;
  expect(first?.at).toBe(12.3);
});

test('payloads are text where they can be, and are cut before a character, not in it', () => {
  const entries = [
    packet('PUBLISH', { fields: message('t', '温度温度') }),
    packet('PUBLISH', { fields: { payload: Buffer.from([0xff, 0x00]), payloadLength: 2 } }),
  ];
  const payloads = toRecording(entries, { payloadBytes: 7 }).entries.map(
    (one) => 'fields' in one && one.fields.payload,
  );
  expect(payloads).toEqual([{ text: '温度' }, { base64: '/wA=' }]);
  const [read] = writtenAndRead(entries).packets();
  expect(read?.fields.payloadLength).toBe(12);
});

test('a recording does not grow with what was sent', () => {
  const big = Buffer.alloc(100_000, 'x');
  const publish = packet('PUBLISH', {
    fields: { topic: 't', payload: big, payloadLength: big.length },
    bytes: big,
  });
  expect(JSON.stringify(toRecording([publish])).length).toBeLessThan(1_000);
});

test('what an authentication says is not recorded', () => {
  const secret = Buffer.from('s3cret!');
  const properties = { authenticationMethod: 'SCRAM', authenticationData: secret };
  const entries = (['AUTH', 'CONNECT', 'CONNACK'] as const).map((type) =>
    packet(type, { fields: { properties }, bytes: secret }),
  );
  entries.push(packet('AUTH', { malformed: 'cut', bytes: secret }));
  const written = JSON.stringify(toRecording(entries));
  expect(written).toContain('SCRAM');
  expect(written).not.toContain('s3cret!');
  expect(written).not.toContain(secret.toString('base64'));
});

test.each([
  ['nothing', null, 'trace is not an object'],
  ['another format', { format: 'pcap' }, 'trace.format is not one of mqtt-trace'],
  ['a later version', { format: 'mqtt-trace', version: 2, entries: [] }, 'trace.version is not 1'],
  ['no list', { format: 'mqtt-trace', version: 1, entries: {} }, 'trace.entries is not a list'],
  [
    'an unknown kind',
    { format: 'mqtt-trace', version: 1, entries: [{ kind: 'frame' }] },
    'trace.entries[0].kind',
  ],
  [
    'an unknown packet type',
    { ...toRecording([]), entries: [{ ...toRecording([packet('PINGREQ')]).entries[0], type: 'PONG' }] },
    'trace.entries[0].type is not one of CONNECT / CONNACK',
  ],
  [
    'a list of fields',
    { ...toRecording([]), entries: [{ ...toRecording([packet('PINGREQ')]).entries[0], fields: [] }] },
    'trace.entries[0].fields is not an object',
  ],
  [
    'a payload that is no bytes',
    {
      ...toRecording([]),
      entries: [{ ...toRecording([packet('PUBLISH')]).entries[0], fields: { payload: { text: 5 } } }],
    },
    'trace.entries[0].fields.payload.text is not a string',
  ],
])('a recording that is not one is refused, and it says where: %s', (_, json, says) => {
  expect(() => fromRecording(json)).toThrow(CannotRunError);
  expect(() => fromRecording(json)).toThrow(says);
});

test('any JSON is read or refused, never half read or fatal', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (value, field) => {
      for (const json of [value, { format: 'mqtt-trace', version: 1, entries: [value, field] }]) {
        try {
          expect(fromRecording(json)).toBeInstanceOf(Trace);
        } catch (error) {
          expect(error).toBeInstanceOf(CannotRunError);
        }
      }
    }),
  );
});
