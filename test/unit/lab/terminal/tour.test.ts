import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { same } from '../../../../harness/base/text.ts';
import type { LabEvent } from '../../../../harness/lab/events.ts';
import { message } from '../../wire/trace/story.ts';
import { claim, done, shown, step, story } from './told.ts';

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

test('on a tour, the word for a statement is explained where one is first shown', () => {
  const long: LabEvent = { ...claim, says: same(`It holds ${'in many words '.repeat(4)}to the end`) };
  const lines = shown([step(1), long, claim, done], { tour: 1 });
  const told = lines.findIndex((line) => line.includes('MQTT-…: '));
  expect(lines[told - 1]).toContain('It holds  MQTT-3.3.1-5');
});

test('colours take no room', () => {
  const held: LabEvent = { ...claim, says: same(`It holds${', and again'.repeat(4)}`) };
  const compact = { tour: 1, width: 72 };
  const bare = shown([step(1), held, done], compact);
  const painted = shown([step(1), held, done], { ...compact, colour: true });
  expect(bare.join('\n')).toContain('MQTT-3.3.1-5');
  expect(painted.map(stripVTControlCharacters)).toEqual(bare);
});
