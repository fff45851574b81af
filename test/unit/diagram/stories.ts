import fc from 'fast-check';
import { type ConnectionEvent, packetTypes, type TraceEntry } from '../../../harness/protocol/packet.ts';
import { connectionWords } from '../../../harness/wire/print/words.ts';
import type { Trace } from '../../../harness/wire/trace/trace.ts';
import { message, Story } from '../wire/trace/story.ts';

/** Everything a diagram can show, in one trace. */
export function everything(): Trace {
  const story = new Story();
  const will = {
    topic: 'home/sensor/status',
    qos: 1,
    retain: true,
    payload: Buffer.from('off'),
    payloadLength: 3,
  };
  story.opens('sensor', {
    protocolVersion: 5,
    keepAlive: 2,
    properties: { sessionExpiryInterval: 3600 },
    will,
  });
  story.sends('sensor', 'PUBLISH', message('家/温度', '{"temp":21.5}', { qos: 1, retain: true }), {
    fate: 'held',
  });
  story.gets('sensor', 'PUBACK', { messageId: 3, reasonCode: 0x10 }, { fate: 'delayed' });
  story.opens('ダッシュボード', { clean: false }, true);
  story.gets('ダッシュボード', 'PUBLISH', message('home/sensor/status', 'online'), { fate: 'duplicated' });
  story.sends('sensor', 'PUBLISH', message('x/'.repeat(60), '\u001b[31m<script>alert(1)</script>\u202e\n'));
  story.sends(
    'sensor',
    'PUBLISH',
    { qos: 0, topic: 'image', payload: Buffer.alloc(99, 0xff) },
    { fate: 'lost' },
  );
  story.event('sensor', 'frozen').sends('sensor', 'PINGREQ', {}, { fate: 'held' }).event('sensor', 'thawed');
  story.event('sensor', 'closed-by-broker').opens('sensor').event('sensor', 'cut').opens('sensor');
  story
    .sends('sensor', 'SUBSCRIBE', {}, { malformed: 'no packet identifier' })
    .event('sensor', 'ended-mid-packet');
  story
    .event('sensor', 'closed-by-client')
    .event('late', 'broker-unreachable', 90)
    .event('web', 'not-mqtt', 91);
  story
    .gets('ダッシュボード', 'DISCONNECT', { reasonCode: 0x8e })
    .event('ダッシュボード', 'closed-by-broker');
  story.trace.add({ kind: 'dropped', at: 999, packets: 12_000, bytes: 4_000_000, connections: 3 });
  return story.trace;
}

const pieces = [
  '<',
  '>',
  '&',
  ']]>',
  '"',
  "'",
  '<script>',
  '&#0;',
  '--',
  ';',
  '#',
  ':',
  '%%',
  '%%{init}%%',
  '\n',
  '\r',
  '\u001b[2J',
];
const more = [
  'end',
  'note',
  '->>',
  '\\n',
  '$$',
  'ﬂ°',
  '¶ß',
  '\u202e',
  '\ud800',
  '\ufffe',
  '\u0000',
  '😀',
  '温度',
  'שלום',
  '﷽',
  ' ',
  'x',
];
const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 20 }).map((all) => all.join('')),
);
const events = Object.keys(connectionWords) as ConnectionEvent[];
const common = { at: fc.nat(50), connection: fc.integer({ min: 1, max: 4 }) };
const direction = fc.constantFrom('to-broker' as const, 'to-client' as const);

/** Traces of clients and brokers that send whatever hurts. */
export const hostileTrace: fc.Arbitrary<TraceEntry[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('packet' as const),
      ...common,
      client: hostile,
      direction,
      type: fc.constantFrom(...packetTypes),
      size: fc.nat(),
      fields: fc.record(
        {
          topic: hostile,
          payload: fc.oneof(
            hostile.map((text) => Buffer.from(text)),
            fc.uint8Array({ maxLength: 30 }),
          ),
          qos: fc.nat(3),
          filters: fc.array(hostile, { maxLength: 3 }),
          messageId: fc.nat(65_535),
          granted: fc.array(fc.nat(255), { maxLength: 9 }),
          properties: fc.constant({ sessionExpiryInterval: 5 }),
        },
        { requiredKeys: [] },
      ),
      malformed: hostile,
      fate: fc.constantFrom(
        'passed' as const,
        'lost' as const,
        'held' as const,
        'delayed' as const,
        'duplicated' as const,
      ),
      bytes: fc.constant(Buffer.alloc(0)),
    }),
    fc.record({
      kind: fc.constant('connection' as const),
      ...common,
      client: hostile,
      what: fc.constantFrom(...events),
      detail: hostile,
    }),
    fc.record({
      kind: fc.constant('dropped' as const),
      at: fc.nat(50),
      packets: fc.nat(),
      bytes: fc.nat(),
      connections: fc.nat(),
    }),
  ),
  { maxLength: 12 },
);

export const hostileOptions = fc.record(
  {
    language: fc.constantFrom('en' as const, 'ja' as const),
    theme: fc.constantFrom('light' as const, 'dark' as const, 'auto' as const),
    ids: fc.boolean(),
    sizes: fc.boolean(),
    compact: fc.boolean(),
    brief: fc.boolean(),
    times: fc.boolean(),
    repeatNames: fc.boolean(),
    broker: hostile,
    title: fc.record({ en: hostile, ja: hostile }),
    sections: fc.array(fc.record({ at: fc.nat(50), title: fc.record({ en: hostile, ja: hostile }) }), {
      maxLength: 3,
    }),
    maxHeight: fc.integer({ min: 100, max: 2000 }),
    maxWidth: fc.integer({ min: 100, max: 2000 }),
    fontSize: fc.integer({ min: 8, max: 40 }),
  },
  { requiredKeys: ['language'] },
);
