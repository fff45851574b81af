import { describe, expect, test } from 'vitest';
import { palettes } from '../../../harness/diagram/style.ts';
import { sequenceSvg } from '../../../harness/diagram/svg.ts';
import { message, Story, underFire } from '../wire/trace/story.ts';
import { type Box, backgrounds, contrast, draw, elements, outside, overlaps, textBoxes } from './drawing.ts';
import { everything } from './stories.ts';

describe('how it is drawn', () => {
  test('the same trace gives the same bytes, and nothing in it is of one run', () => {
    const svg = sequenceSvg(everything(), { language: 'ja' });
    expect(sequenceSvg(everything(), { language: 'ja' })).toBe(svg);
    const later = Array.from(everything(), (entry) => ({ ...entry, at: entry.at * 7.7, connection: 5 }));
    const renumbered = later.map((entry, index) => {
      const original = [...everything()][index];
      return original && 'connection' in original
        ? { ...entry, connection: original.connection + 40 }
        : entry;
    });
    expect(sequenceSvg(renumbered as never, { language: 'ja' })).toBe(svg);
    expect(svg).not.toMatch(/ id=/);
  });

  test('it says what it is to those who do not see it', () => {
    const root = draw(underFire(0), { title: { en: 'QoS 0 under fire', ja: '' } });
    expect(root.getAttribute('role')).toBe('img');
    expect(elements(root, 'title')[0]?.textContent).toBe('QoS 0 under fire');
    const desc = elements(root, 'desc')[0]?.textContent ?? '';
    expect(desc).toContain(
      'publisher → broker: PUBLISH qos 0 office/door "open" (lost)\npublisher: connection cut',
    );
  });

  test('it needs nothing from outside', () => {
    const svg = sequenceSvg(everything(), { language: 'en' });
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /url\(|href|https?:|@import|@font-face/,
    );
  });

  test('every rule of its style is bound to it, for it may stand inside a page', () => {
    const style = elements(draw([]), 'style')[0]?.textContent ?? '';
    const rules = style
      .replace('@media (prefers-color-scheme:dark){', '')
      .split('}')
      .filter((rule) => rule.includes('{'));
    const selectors = rules.flatMap((rule) => rule.slice(0, rule.indexOf('{')).split(','));
    expect(selectors.length).toBeGreaterThan(40);
    expect(selectors.filter((selector) => !selector.startsWith('.mqtt-sequence-auto '))).toEqual([]);
  });

  test('themes: light, dark, or what the reader prefers', () => {
    const style = (theme: 'light' | 'dark' | 'auto') =>
      elements(draw([], { theme }), 'style')[0]?.textContent ?? '';
    const has = (theme: 'light' | 'dark' | 'auto') =>
      [palettes.light.paper, palettes.dark.paper, 'prefers-color-scheme'].map((word) =>
        style(theme).includes(word),
      );
    expect(has('light')).toEqual([true, false, false]);
    expect(has('dark')).toEqual([false, true, false]);
    expect(has('auto')).toEqual([true, true, true]);
  });

  test.each(['light', 'dark'] as const)('%s: text and lines have the contrast of WCAG AA', (theme) => {
    const palette = palettes[theme];
    const { paper, band, head, bar } = palette;
    const textColours = ['ink', 'muted', 'message', 'payload', 'flag', 'alarm'] as const;
    for (const background of [paper, palette.chosen, palette.differs]) {
      for (const name of textColours)
        expect(contrast(palette[name], background), `${name} on ${background}`).toBeGreaterThanOrEqual(4.5);
    }
    for (const background of [band, head])
      expect(contrast(palette.ink, background)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.brokerInk, palette.broker)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.line, paper), 'line').toBeGreaterThanOrEqual(3);
    expect(contrast(palette.line, bar), 'edge of a bar').toBeGreaterThan(2.5);
  });

  test.each([
    ['everything', everything()],
    ['QoS 1', underFire(1)],
    ['QoS 2', underFire(2)],
  ])('no text touches another, and none leaves the picture: %s', (_, trace) => {
    for (const options of [
      {},
      { sizes: true, times: true, ids: true },
      { maxHeight: 300 },
      { maxWidth: 300 },
      { fontSize: 30 },
    ]) {
      for (const language of ['en', 'ja'] as const) {
        const root = draw(trace, {
          ...options,
          language,
          broker: 'Mosquitto 2.0.22',
          sections: [{ at: 5, title: { en: 'x'.repeat(300), ja: '題'.repeat(300) } }],
        });
        const boxes = textBoxes(root);
        expect(overlaps(boxes)).toEqual([]);
        expect(outside(root, boxes)).toEqual([]);
      }
    }
  });

  test('a lifeline does not run through what is said across it', () => {
    const story = new Story().opens('near').opens('far').sends('far', 'PUBLISH', message('a', 'b'));
    story.event('far', 'cut');
    const participants = ['broker', 'near', 'far'];
    const root = draw(story.opens('far').trace, { participants, omit: ['CONNACK'], brief: true });
    const [, near] = elements(root, 'text');
    const x = Number(near?.getAttribute('x'));
    const isAcross = ({ left, right }: Box) => left < x && x < right;
    const across = textBoxes(root).filter((box) => box.text !== 'near' && isAcross(box));
    expect(across.map(({ text }) => text)).toEqual([
      'CONNECT',
      'PUBLISH qos 0 a "b"',
      'connection cut',
      'CONNECT',
    ]);
    const papers = backgrounds(root).filter(isAcross);
    const lies = (box: Box, on: Box) =>
      on.left < box.left && on.right > box.right && on.top <= box.top + 0.1 && on.bottom > box.bottom;
    expect(across.filter((box) => !papers.some((paper) => lies(box, paper)))).toEqual([]);
  });

  test('it keeps within the width and the height it is given', () => {
    const trace = underFire(2);
    const root = draw(trace, { maxWidth: 1140, maxHeight: 560, fontSize: 24 });
    expect(Number(root.getAttribute('width'))).toBeLessThanOrEqual(1140);
    expect(Number(root.getAttribute('height'))).toBeLessThanOrEqual(560);
  });
});
