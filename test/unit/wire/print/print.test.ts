import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { columns } from '../../../../harness/base/columns.ts';
import type { PacketFields, PacketType, TraceEntry } from '../../../../harness/protocol/packet.ts';
import { LinePrinter, type PrintOptions, printTrace } from '../../../../harness/wire/print/print.ts';
import { message, packet, Story, underFire } from '../trace/story.ts';

const line = (entry: TraceEntry, options: Partial<PrintOptions> = {}) =>
  new LinePrinter({ language: 'en', ...options }).line(entry);
const said = (type: PacketType, fields: PacketFields, options: Partial<PrintOptions> = {}) =>
  line(packet(type, { client: 'client', fields, size: 9 }), options)?.replace(/ {2,}/g, '  ');

test('a message as a beginner reads it', () => {
  const fields = message('office/door', 'open', { qos: 1 });
  expect(line(packet('PUBLISH', { fields, size: 19 }))).toBe(
    'publisher → broker     PUBLISH  qos 1  office/door  "open"  19 B',
  );
});

test.each<[string, PacketType, PacketFields, string]>([
  [
    'level 4',
    'CONNECT',
    { protocolVersion: 4, clean: true, keepAlive: 60 },
    'MQTT 3.1.1  clean session  keep alive 60 s',
  ],
  [
    'level 5',
    'CONNECT',
    { protocolVersion: 5, clean: false, keepAlive: 2, properties: { sessionExpiryInterval: 3600 } },
    'MQTT 5  clean start 0  session expiry 3600 s  keep alive 2 s',
  ],
  [
    'a session for ever',
    'CONNECT',
    { protocolVersion: 5, clean: true, properties: { sessionExpiryInterval: 0xffff_ffff } },
    'MQTT 5  clean start  session expiry never',
  ],
  [
    'a will',
    'CONNECT',
    { will: { topic: 'lamp', qos: 1, retain: true, payload: Buffer.from('off'), payloadLength: 3 } },
    'will  qos 1  retain  lamp  "off"',
  ],
  ['accepted', 'CONNACK', { returnCode: 0, sessionPresent: false }, 'Accepted'],
  ['refused', 'CONNACK', { returnCode: 5, sessionPresent: false }, '0x05 Refused: not authorized'],
  ['a session', 'CONNACK', { reasonCode: 0, sessionPresent: true }, 'Success  session present'],
  ['refused in 5', 'CONNACK', { reasonCode: 0x87, sessionPresent: false }, '0x87 Not authorized'],
  [
    'flags',
    'PUBLISH',
    message('a', 'b', { qos: 2, messageId: 7, dup: true, retain: true }),
    'qos 2  id 7  DUP  retain  a  "b"',
  ],
  [
    'an alias for a topic',
    'PUBLISH',
    { ...message('', 'b'), aliasedTopic: 'a', properties: { topicAlias: 3 } },
    'qos 0  alias 3  (a)  "b"',
  ],
  [
    'an alias with its topic',
    'PUBLISH',
    { ...message('a', 'b'), properties: { topicAlias: 3 } },
    'qos 0  a  alias 3  "b"',
  ],
  ['an empty payload', 'PUBLISH', message('a', '', { retain: true }), 'qos 0  retain  a  ""'],
  ['nobody there', 'PUBACK', { messageId: 7, reasonCode: 0x10 }, 'id 7  0x10 No matching subscribers'],
  ['all well', 'PUBREC', { messageId: 7, reasonCode: 0 }, 'id 7'],
  [
    'filters',
    'SUBSCRIBE',
    {
      messageId: 1,
      subscriptions: [
        { filter: 'a/#', qos: 1, noLocal: true },
        { filter: 'b', qos: 0, retainHandling: 2 },
      ],
    },
    'id 1  a/#  qos 1  no local  b  qos 0  retain handling 2',
  ],
  [
    'what was granted',
    'SUBACK',
    { messageId: 1, granted: [1, 0x80, 0x87] },
    'id 1  granted qos 1  0x80 Failure  0x87 Not authorized',
  ],
  ['filters gone', 'UNSUBSCRIBE', { messageId: 2, filters: ['a', 'b'] }, 'id 2  a  b'],
  [
    'that there were none',
    'UNSUBACK',
    { messageId: 2, granted: [0, 0x11] },
    'id 2  Success  0x11 No subscription existed',
  ],
  ['the first of many', 'UNSUBSCRIBE', { filters: Array(500).fill('a') }, `${'a  '.repeat(8)}… +492`],
  ['goodbye', 'DISCONNECT', { reasonCode: 0 }, 'Normal disconnection'],
  ['taken over', 'DISCONNECT', { reasonCode: 0x8e }, '0x8e Session taken over'],
  ['a code nobody knows', 'DISCONNECT', { reasonCode: 0xee }, '0xee'],
])('tells %s', (_, type, fields, expected) => {
  expect(said(type, fields)).toBe(`client → broker  ${type}  ${expected}  9 B`);
});

test('a packet with nothing to tell is short', () => {
  expect(said('PINGREQ', {})).toBe('client → broker  PINGREQ  9 B');
});

test.each([
  ['lost', '✗ lost', '✗ 消失'],
  ['held', '… held', '… 保留'],
  ['delayed', '… delayed', '… 遅延'],
  ['duplicated', '… sent twice', '… 二重送信'],
] as const)('says what became of a packet: %s', (fate, en, ja) => {
  const entry = packet('PINGREQ', { fate });
  expect(line(entry)?.endsWith(`2 B  ${en}`)).toBe(true);
  expect(line(entry, { language: 'ja' })?.endsWith(`2 B  ${ja}`)).toBe(true);
});

test('what is malformed is said', () => {
  const entry = packet('SUBSCRIBE', { malformed: 'no packet\u001b[2J identifier' });
  expect(line(entry)).toContain('malformed: no packet\\x1b[2J identifier');
  expect(line(entry, { language: 'ja' })).toContain('不正: ');
});

test('connections: an opening needs no line, an end does', () => {
  const story = new Story().opens('lamp').event('lamp', 'cut');
  const [opened] = story.trace;
  expect(opened && line(opened)).toBeUndefined();
  expect(printTrace(story.trace, { language: 'en' }).split('\n').at(-2)).toBe(
    'lamp   ✗ broker  connection cut',
  );
  expect(printTrace(story.trace, { language: 'ja' }).split('\n').at(-2)).toBe('lamp   ✗ broker  接続断');
  const refused = {
    kind: 'connection',
    at: 1,
    connection: 1,
    client: '?',
    what: 'broker-unreachable',
    detail: 'ECONNREFUSED',
  };
  expect(line(refused as TraceEntry)).toBe('?      ✗ broker  no connection to the broker (ECONNREFUSED)');
});

test('what was not kept is counted', () => {
  expect(line({ kind: 'dropped', at: 1, packets: 1234, bytes: 5_678_901, connections: 0 })).toBe(
    '… 1,234 more packets (5,678,901 B) not kept',
  );
});

test('columns are as wide as they need, full-width names counted double', () => {
  const story = new Story().opens('温度計').opens('subscriber');
  story.sends('温度計', 'PUBLISH', message('a', 'b')).gets('subscriber', 'PUBLISH', message('a', 'b'));
  const lines = printTrace(story.trace, { language: 'ja' }).trimEnd().split('\n');
  const arrows = lines.map((text) => columns(text.slice(0, text.indexOf('→'))));
  const types = lines.map((text) => columns(text.slice(0, text.search(/CONN|PUB/))));
  expect(new Set(arrows)).toEqual(new Set([11]));
  expect(new Set(types)).toEqual(new Set([25]));
});

test('lines stand in their columns from the first one on when the names are known', () => {
  const printer = new LinePrinter({ language: 'en' }, ['subscriber']);
  const entries = [...underFire(1)].filter(({ kind }) => kind === 'packet');
  const types = entries.map((entry) => printer.line(entry)?.search(/[A-Z]/));
  expect(new Set(types).size).toBe(1);
});

test("a run's prefix is not shown, in filters of shared subscriptions neither", () => {
  const stripPrefix = 'mqtt-hands-on/1a2b/';
  const publish = packet('PUBLISH', { fields: message(`${stripPrefix}office/door`, 'open') });
  expect(line(publish, { stripPrefix })).toContain('  office/door  ');
  const fields = {
    subscriptions: [
      { filter: `$share/g/${stripPrefix}a/#`, qos: 0 },
      { filter: 'b', qos: 0 },
    ],
  };
  expect(line(packet('SUBSCRIBE', { fields }), { stripPrefix })).toContain('$share/g/a/#  qos 0  b  qos 0');
});

test('colours come only when they are asked for, and change nothing else', () => {
  for (const entry of [...underFire(2), packet('PUBLISH', { fate: 'held', fields: message('a', 'b') })]) {
    const plain = line(entry);
    const coloured = line(entry, { colour: true });
    if (plain === undefined || coloured === undefined) continue;
    expect(plain).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[');
    expect(stripVTControlCharacters(coloured)).toBe(plain);
  }
});

test('times and ids are a choice', () => {
  const entry = packet('PUBACK', { at: 12.345, fields: { messageId: 7 } });
  expect(line(entry, { times: true })).toMatch(/^ {5}12\.3 ms {2}publisher/);
  expect(line(entry, { ids: false })).not.toContain('id 7');
});

test('a terminal gets lines that fit, and a pipe gets one', () => {
  const fields = { ...message('office/on/the/first/floor/door', 'open '.repeat(5)), messageId: 1 };
  const entry = packet('PUBLISH', { fields });
  const printer = new LinePrinter({ language: 'en', times: true });
  const onTerminal = printer.linesFor(entry, { isTTY: true, columns: 60 });
  expect(onTerminal.length).toBeGreaterThan(1);
  expect(Math.max(...onTerminal.map((text) => columns(text)))).toBeLessThanOrEqual(60);
  expect(printer.linesFor(entry, { isTTY: false, columns: 0 })).toEqual([printer.line(entry)]);
});
