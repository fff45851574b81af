import { expect, test } from 'vitest';
import { message, type Story } from '../../wire/trace/story.ts';
import { claim, done, opened, shown, step, story } from './told.ts';

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

test('--all folds nothing, and explains nothing', () => {
  const run = story().opens('sensor', opened).sends('sensor', 'PUBLISH', message('door', 'fence 1'));
  const lines = shown([step(1), run, claim, done], { all: true });
  expect(lines.filter((line) => line.includes('sensor'))).toHaveLength(3);
  expect(lines.join('\n')).not.toMatch(/folded|glossary/);
});

function willOf(text: string) {
  const payload = Buffer.from(text);
  return { topic: 'status', qos: 0, retain: false, payload, payloadLength: payload.length };
}

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
