import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lanesOf } from '../../../harness/diagram/lanes.ts';
import { MONO, SANS } from '../../../harness/diagram/style.ts';
import { sequenceSvg } from '../../../harness/diagram/svg.ts';
import { fencePackets } from '../../../harness/lab/fences/packets-of-fences.ts';
import { fromRecording } from '../../../harness/wire/trace/reading.ts';
import { labIds, loadLab } from '../../../labs/index.ts';
import { readRecording } from '../../../labs/recordings.ts';
import { message, Story } from '../wire/trace/story.ts';
import { elements, parseSvg } from './drawing.ts';
import { hostileTrace } from './stories.ts';

const texts = (trace: Parameters<typeof sequenceSvg>[0], options = {}) =>
  elements(parseSvg(sequenceSvg(trace, { language: 'en', ...options })), 'text').map(
    ({ textContent }) => textContent,
  );

/** Two clients of one id, which take the connection from each other. */
const twins = () =>
  new Story()
    .opens('twin')
    .opens('twin')
    .event('twin', 'closed-by-broker', 1)
    .opens('twin')
    .event('twin', 'closed-by-broker', 2)
    .opens('twin').trace;

describe('lanes', () => {
  test('a client that reconnects keeps its lane', () => {
    const { names } = lanesOf(new Story().opens('late').event('late', 'cut').opens('late').trace);
    expect([...names.values()]).toEqual(['late', 'late']);
  });

  test('two clients of one id are two lanes, and each keeps its own', () => {
    const { names, order } = lanesOf(twins());
    expect(Object.fromEntries(names)).toEqual({ 1: 'twin #1', 2: 'twin #2', 3: 'twin #1', 4: 'twin #2' });
    expect(order).toEqual(['twin #1', 'broker', 'twin #2']);
  });

  test('a good-bye frees the lane before the connection is gone', () => {
    const story = new Story().opens('guest').sends('guest', 'DISCONNECT').opens('guest');
    expect([...new Set(lanesOf(story.trace).names.values())]).toEqual(['guest']);
  });

  test('stand in the order of the lab, and as many as the lab says', () => {
    const { trace } = new Story().opens('b').opens('new').opens('a');
    expect(lanesOf(trace, ['a', 'broker', 'b #1']).order).toEqual(['a', 'broker', 'b #1', 'new']);
    expect(lanesOf(twins(), ['broker', 'twin']).order).toEqual(['broker', 'twin #1', 'twin #2']);
  });

  test('are the same in every part of a run', () => {
    const story = new Story().opens('reader').opens('writer');
    story.sends('writer', 'PUBLISH', message('a', 'x'));
    const entries = [...story.trace];
    const lanes = lanesOf(entries);
    const heads = (part: typeof entries) => texts(part, { lanes }).slice(0, 3);
    expect(heads(entries.slice(0, 6))).toEqual(['writer', 'broker', 'reader']);
    expect(heads(entries)).toEqual(['writer', 'broker', 'reader']);
  });

  test('are never shared by two connections that are open at a time', () => {
    fc.assert(
      fc.property(hostileTrace, (trace) => {
        const { names, order } = lanesOf(trace);
        expect(new Set(order).size).toBe(order.length);
        for (const name of names.values()) expect(order).toContain(name);
      }),
    );
  });

  test.each(labIds)('of lab %s are all named, where the lab names any', async (id) => {
    const { lanes } = await loadLab(id);
    const { order } = lanesOf(fromRecording(readRecording(id).trace), lanes);
    if (lanes !== undefined) expect(lanes).toEqual(expect.arrayContaining([...order]));
  });
});

describe('fences', () => {
  const fenced = () => {
    const story = new Story().opens('writer').opens('reader');
    story.sends('writer', 'PUBLISH', message('a', 'x'));
    story.gets('reader', 'PUBLISH', message('a', 'x'));
    story.sends('writer', 'PUBLISH', message('a', 'fence 1', { qos: 1, messageId: 1 }));
    story.gets('reader', 'PUBLISH', message('a', 'fence 1', { qos: 1, messageId: 7 }));
    story.gets('writer', 'PUBACK', { messageId: 1 });
    return story.sends('reader', 'PUBACK', { messageId: 7 });
  };
  const options = { omit: ['CONNECT', 'CONNACK'] };

  test('are one grey line', () => {
    const { trace } = fenced();
    expect(texts(trace, { ...options, fences: fencePackets(trace) }).slice(3)).toEqual([
      'PUBLISH qos 0 a "x"',
      'PUBLISH qos 0 a "x"',
      'check: nothing else came',
    ]);
  });

  test('say nothing before they arrive', () => {
    const story = new Story().opens('writer').sends('writer', 'PUBLISH', message('a', 'fence 1'));
    const fences = fencePackets(story.trace);
    expect(texts(story.trace, { ...options, fences })).toEqual(['writer', 'broker']);
  });

  test('in a row are one line together', () => {
    const story = fenced();
    story
      .sends('writer', 'PUBLISH', message('a', 'fence 2'))
      .gets('reader', 'PUBLISH', message('a', 'fence 2'));
    const all = texts(story.trace, { ...options, fences: fencePackets(story.trace) });
    expect(all.filter((text) => text?.startsWith('check'))).toHaveLength(1);
  });

  test('that are retained include their subscription and its answer', () => {
    const story = new Story().opens('writer');
    story.sends('writer', 'PUBLISH', message('p/fence/3', 'fence 3', { qos: 1, messageId: 1, retain: true }));
    story.gets('writer', 'PUBACK', { messageId: 1 });
    story.sends('writer', 'SUBSCRIBE', { messageId: 2, subscriptions: [{ filter: 'p/fence/3', qos: 1 }] });
    story.gets('writer', 'SUBACK', { messageId: 2, granted: [1] });
    const fences = fencePackets(story.trace);
    expect([...fences.values()]).toEqual(['fence 3', 'fence 3', 'fence 3', 'fence 3']);
  });
});

test('the typefaces are those of the deck', () => {
  const theme = readFileSync(new URL('../../../slides/theme/mqtt-hands-on.css', import.meta.url), 'utf8');
  const fonts = (name: string) =>
    new RegExp(`--${name}:([^;]*);`).exec(theme)?.[1]?.trim().replaceAll(/,\s*/g, ',');
  expect([SANS, MONO].map((stack) => stack.replaceAll(/,\s*/g, ','))).toEqual([fonts('sans'), fonts('mono')]);
});
