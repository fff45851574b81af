import { expect, test } from 'vitest';
import { columns } from '../../../../harness/base/columns.ts';
import { languages, same } from '../../../../harness/base/text.ts';
import type { LabEvent } from '../../../../harness/lab/events.ts';
import type { Matter } from '../../../../harness/lab/matters.ts';
import { message } from '../../wire/trace/story.ts';
import { claim, done, opened, shown, step, story } from './told.ts';

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
