import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { columns } from '../../../../harness/base/columns.ts';
import { type Language, languages, same } from '../../../../harness/base/text.ts';
import type { LabEvent } from '../../../../harness/lab/events.ts';
import type { Matter } from '../../../../harness/lab/matters.ts';
import { narrator } from '../../../../harness/lab/terminal/terminal.ts';
import { message, Story } from '../../wire/trace/story.ts';

interface Told {
  readonly language?: Language;
  readonly width?: number;
  readonly all?: boolean;
  readonly matters?: readonly Matter[];
  readonly tour?: number;
  readonly asides?: readonly number[];
  readonly colour?: boolean;
  readonly isWhole?: (client: string) => boolean;
}

const step = (number: number): LabEvent => ({ type: 'step', at: 0, number, title: same(`Step ${number}`) });
const claim: LabEvent = {
  type: 'claim',
  at: 0,
  id: 'a.claim',
  says: { en: 'It holds', ja: '成り立つ' },
  statements: ['MQTT-3.3.1-5'],
  result: 'holds',
  expected: 1,
  seen: 1,
};
const done: LabEvent = { type: 'done', at: 0, outcome: 'holds' };

/** What a terminal shows of a run: its lines. */
function shown(
  events: readonly (LabEvent | Story)[],
  { language = 'en', matters = ['filters'], asides = [], ...more }: Told = {},
): string[] {
  let written = '';
  const tell = narrator({
    language,
    colour: false,
    packets: true,
    write: (line) => {
      written += line;
    },
    about: () => ({ matters: new Set(matters), names: [], asides }),
    ...more,
  });
  tell({
    type: 'start',
    lab: '99-test',
    title: same('A lab'),
    broker: { name: 'embedded', version: '1.0.0', origin: same('here') },
    protocolVersion: 5,
    topicPrefix: 'run/',
  });
  for (const event of events) {
    if (event instanceof Story)
      for (const entry of event.trace) tell({ type: 'packet', at: entry.at, entry });
    else tell(event);
  }
  return written.split('\n').slice(0, -1);
}

const opened = { protocolVersion: 5, reasonCode: 0 };
const story = () => new Story();

test('fences and ordinary handshakes are one line with their count, and the words are explained once', () => {
  const run = story()
    .opens('sensor', opened)
    .sends('sensor', 'PUBLISH', message('door', 'open', { qos: 1, messageId: 1 }))
    .gets('sensor', 'PUBACK', { messageId: 1, reasonCode: 0 })
    .sends('sensor', 'PUBLISH', message('door', 'fence 1', { qos: 1, messageId: 2 }))
    .gets('sensor', 'PUBACK', { messageId: 2, reasonCode: 0 });
  expect(shown([step(1), run, claim, claim, step(2), done])).toEqual([
    '',
    '99-test  A lab',
    'embedded 1.0.0 · MQTT 5 · here',
    '',
    '1 Step 1',
    '    sensor → broker  PUBLISH  qos 1  door  "open"',
    '    tap: the proxy that saw this packet on its way (docs/glossary.md)',
    '  ✔ It holds',
    '    a.claim · MQTT-3.3.1-5',
    '    claim: a sentence that this run checked, ✔ if it holds (docs/glossary.md)',
    '    MQTT-…: the statement of the standard behind it (docs/glossary.md)',
    '  ✔ It holds',
    '    a.claim · MQTT-3.3.1-5',
    '    … 5 packets folded: handshake 2, acknowledgement 1, fence 2',
    '    fence: a last message; it proves that nothing else comes (docs/glossary.md)',
    '',
    '2 Step 2',
  ]);
});

test('the same in Japanese', () => {
  const run = story().opens('sensor', opened).sends('sensor', 'PUBLISH', message('door', 'fence 1'));
  expect(shown([step(1), run, done], { language: 'ja' }).slice(-2)).toEqual([
    '    … ほか 3 パケット(接続と購読 2、フェンス 1)',
    '    フェンス(fence): もう何も来ないと確かめる最後の 1 通(docs/glossary.ja.md)',
  ]);
});

test('one packet is one packet', () => {
  const run = story().sends('sensor', 'PINGREQ');
  expect(shown([step(1), run, done]).at(-1)).toBe('    … 1 packet folded: handshake 1');
});

test.each<[string, Story, string]>([
  ['a will', story().opens('a', { ...opened, will: { ...willOf('gone') } }), 'will'],
  ['a kept session', story().opens('a', { ...opened, clean: false }), 'clean start 0'],
  ['a session that was there', story().opens('a', opened, true), 'session present'],
  ['a keep alive', story().opens('a', { ...opened, keepAlive: 1 }), 'keep alive 1 s'],
  ['a refusal', story().gets('a', 'CONNACK', { reasonCode: 0x87 }), '0x87 Not authorized'],
  ['a loss', story().sends('a', 'PINGREQ', {}, { fate: 'lost' }), '✗ lost'],
  ['a takeover', story().gets('a', 'DISCONNECT', { reasonCode: 0x8e }), '0x8e Session taken over'],
  ['a refused filter', story().gets('a', 'SUBACK', { messageId: 1, granted: [0x87] }), '0x87'],
  ['a lost fence', story().sends('a', 'PUBLISH', message('b', 'fence 1'), { fate: 'lost' }), '✗ lost'],
])('%s is out of the ordinary, and so it is shown', (_, run, part) => {
  expect(shown([step(1), run, done]).join('\n')).toContain(part);
});

test('a lab shows what it is about', () => {
  const run = story()
    .opens('sensor', opened)
    .sends('sensor', 'SUBSCRIBE', { messageId: 1, subscriptions: [{ filter: 'door', qos: 0 }] })
    .gets('sensor', 'SUBACK', { messageId: 1, granted: [0] });
  const types = (...matters: Matter[]) =>
    shown([step(1), run, done], { matters })
      .join('\n')
      .match(/CONNECT|CONNACK|SUBSCRIBE|SUBACK/g);
  expect(types()).toBeNull();
  expect(types('filters')).toEqual(['SUBSCRIBE']);
  expect(types('subscriptions', 'filters')).toEqual(['SUBSCRIBE', 'SUBACK']);
  expect(types('connections')).toEqual(['CONNECT', 'CONNACK']);
});

test('an answer to an earlier step says so', () => {
  const sent = story().sends('sensor', 'PUBLISH', message('door', 'open', { qos: 1, messageId: 1 }));
  const answered = story().gets('sensor', 'PUBACK', { messageId: 1 });
  const lines = shown([step(1), sent, step(2), answered, done], { matters: ['acknowledgements'] });
  expect(lines.at(-1)).toBe('    broker → sensor  PUBACK   id 1  (late, of step 1)');
});

test('only connections that close before the end of the run are shown', () => {
  const closes = () => story().event('sensor', 'closed-by-client');
  expect(shown([step(1), closes(), done]).join('\n')).not.toContain('closed');
  expect(shown([step(1), closes(), claim, done]).join('\n')).toContain('closed by the client');
});

test('--all folds nothing, and explains nothing', () => {
  const run = story().opens('sensor', opened).sends('sensor', 'PUBLISH', message('door', 'fence 1'));
  const lines = shown([step(1), run, claim, done], { all: true });
  expect(lines.filter((line) => line.includes('sensor'))).toHaveLength(3);
  expect(lines.join('\n')).not.toMatch(/folded|glossary/);
});

test('a message shows its MQTT 5 properties', () => {
  const properties = {
    contentType: 'text/plain',
    messageExpiryInterval: 60,
    responseTopic: 'run/answers/1',
    correlationData: Buffer.from('n1'),
    userProperties: { unit: ['C', 'F'] },
  };
  const run = story().sends('sensor', 'PUBLISH', message('t', '21', { properties }));
  const text = shown([step(1), run, done])
    .map((line) => line.trim())
    .join('  ');
  const parts = [
    'content type text/plain',
    'expires in 60 s',
    'answer to answers/1',
    'correlation "n1"',
    'unit: C',
    'unit: F',
  ];
  for (const part of parts) expect(text).toContain(part);
});

test.each(languages.flatMap((language) => [40, 80, 120].map((width) => [language, width] as const)))(
  'no line in %s is wider than %i columns, and nothing is cut inside a word',
  (language, width) => {
    const long = 'とても長いトピック/いちばん下の階層/value';
    const run = story().sends(
      'sensor',
      'PUBLISH',
      message(long, 'とても長いペイロードの中身です。'.repeat(4)),
    );
    const broken: LabEvent = {
      ...claim,
      says: {
        en: 'A sentence that is a good deal longer than what a terminal shows in one of its lines',
        ja: '端末の 1 行に収まりきらないほど長い文は、切りのよいところで折り返されるので、最後まで読める',
      },
      result: 'broken',
      expected: Array.from({ length: 12 }, (_, number) => `message ${number}`),
    };
    const lines = shown([step(1), run, broken, done], { language, width });
    for (const line of lines) expect(columns(line), line).toBeLessThanOrEqual(width);
    expect(lines.join('').replaceAll(' ', '')).toContain(broken.says[language].replaceAll(' ', ''));
    expect(lines.map((line) => line.trim()).join(' ')).toContain('"message 11" ]');
  },
);

function willOf(text: string) {
  const payload = Buffer.from(text);
  return { topic: 'status', qos: 0, retain: false, payload, payloadLength: payload.length };
}

test('a tour of several labs leaves out what its steps are not about, and counts it once', () => {
  const subscribes = () =>
    story().sends('old', 'SUBSCRIBE', { messageId: 1, subscriptions: [{ filter: 'door', qos: 0 }] });
  const run = story()
    .sends('sensor', 'PUBLISH', message('door', 'open'))
    .gets('old', 'PUBLISH', message('door', 'open'))
    .gets('new', 'PUBLISH', message('door', 'open', { retain: true }))
    .sends('new', 'DISCONNECT', { reasonCode: 0 });
  const aside = story().sends('sensor', 'PUBLISH', message('door', 'shut'));
  const events = [step(1), subscribes(), step(2), run, step(3), aside, claim, done];
  const lines = shown(events, { tour: 1, asides: [3], matters: ['connections', 'subscriptions'] });
  expect(lines.filter((line) => !line.includes('docs/glossary.md')).slice(2)).toEqual([
    'embedded 1.0.0 · MQTT 5',
    '1 Step 1',
    '2 Step 2',
    '    sensor → broker  PUBLISH  qos 0  door  "open"',
    '    broker → new     PUBLISH  qos 0  retain  door  "open"',
    '3 Step 3',
    '  ✔ It holds  MQTT-3.3.1-5',
    '    … 4 packets folded: --all shows them',
  ]);
});

test('of a client that is shown whole, nothing is folded', () => {
  const run = story()
    .opens('you', opened)
    .opens('judge', opened)
    .sends('judge', 'PUBLISH', message('door', 'open', { qos: 1, messageId: 1 }))
    .gets('judge', 'PUBACK', { messageId: 1, reasonCode: 0 })
    .gets('you', 'PUBLISH', message('door', 'open', { qos: 1, messageId: 7 }))
    .sends('you', 'PUBACK', { messageId: 7, reasonCode: 0 });
  const lines = shown([step(1), run, done], { isWhole: (client) => client === 'you' });
  expect(lines.filter((line) => !line.includes('docs/glossary.md')).slice(5)).toEqual([
    expect.stringMatching(/^ {4}you {4}→ broker {2}CONNECT /),
    expect.stringMatching(/^ {4}broker → you {5}CONNACK /),
    '    judge  → broker  PUBLISH  qos 1  door  "open"',
    '    broker → you     PUBLISH  qos 1  door  "open"',
    '    you    → broker  PUBACK',
    '    … 3 packets folded: handshake 2, acknowledgement 1',
  ]);
});

test('on a tour, the word for a statement is explained where one is first shown', () => {
  const long: LabEvent = { ...claim, says: same(`It holds ${'in many words '.repeat(4)}to the end`) };
  const lines = shown([step(1), long, claim, done], { tour: 1 });
  const told = lines.findIndex((line) => line.includes('MQTT-…: '));
  expect(lines[told - 1]).toContain('It holds  MQTT-3.3.1-5');
});

test('the packets before a deadline are lines of their own', () => {
  const packets =
    'did not come: PUBACK; the trace ends with\nsensor → broker  PUBLISH\nbroker → sensor  PUBREC';
  const late: LabEvent = { ...claim, result: 'broken', missing: same(packets) };
  const lines = shown([late]).filter((line) => !line.includes('docs/glossary.md'));
  expect(lines.slice(-3)).toEqual([
    '      seen: did not come: PUBACK; the trace ends with',
    '        sensor → broker  PUBLISH',
    '        broker → sensor  PUBREC',
  ]);
});

test('colours take no room', () => {
  const held: LabEvent = { ...claim, says: same(`It holds${', and again'.repeat(4)}`) };
  const compact = { tour: 1, width: 72 };
  const bare = shown([step(1), held, done], compact);
  const painted = shown([step(1), held, done], { ...compact, colour: true });
  expect(bare.join('\n')).toContain('MQTT-3.3.1-5');
  expect(painted.map(stripVTControlCharacters)).toEqual(bare);
});
