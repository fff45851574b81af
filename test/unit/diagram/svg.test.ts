import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SvgOptions } from '../../../harness/diagram/options.ts';
import { palettes } from '../../../harness/diagram/style.ts';
import { sequenceSvg } from '../../../harness/diagram/svg.ts';
import { message, Story, underFire } from '../wire/trace/story.ts';
import {
  type Box,
  contrast,
  covered,
  elements,
  grounds,
  outside,
  overlaps,
  parseSvg,
  textBoxes,
} from './drawing.ts';
import { everything, hostileOptions, hostileTrace } from './stories.ts';

const draw = (trace: Parameters<typeof sequenceSvg>[0], options: Partial<SvgOptions> = {}) =>
  parseSvg(sequenceSvg(trace, { language: 'en', ...options }));
const texts = (trace: Parameters<typeof sequenceSvg>[0], options: Partial<SvgOptions> = {}) =>
  elements(draw(trace, options), 'text').map(({ textContent }) => textContent);

describe('what is drawn', () => {
  test('publisher, broker, subscriber, and the packets in their order', () => {
    expect(texts(underFire(1), { omit: ['CONNECT', 'CONNACK', 'SUBSCRIBE', 'SUBACK'] })).toEqual([
      'publisher',
      'broker',
      'subscriber',
      'PUBLISH qos 1 office/door "open"',
      'PUBACK',
      'lost',
      'PUBLISH qos 1 office/door "open"',
      'PUBACK',
      'connection cut',
      'PUBLISH qos 1 DUP office/door "open"',
      'PUBACK',
      'PUBLISH qos 1 office/door "open"',
      'PUBACK',
      'DISCONNECT',
    ]);
  });

  test('in Japanese, all that is no protocol term', () => {
    const all = texts(underFire(2), { language: 'ja' });
    expect(all).toContain('消失');
    expect(all).toContain('接続断');
  });

  test('ids, sizes and times only when they are asked for', () => {
    const options = { ids: true, sizes: true, times: true, maxWidth: 2000 };
    expect(texts(underFire(1), options)).toEqual(expect.arrayContaining(['PUBACK id 7 (4 B)', '11.3 ms']));
    expect(texts(underFire(1)).join()).not.toMatch(/id 7| B\)| ms/);
  });

  test('an arrow points to the receiver', () => {
    const story = new Story().opens('a').sends('a', 'PINGREQ').gets('a', 'PINGRESP');
    const tips = elements(draw(story.trace), 'path').filter((path) => path.getAttribute('class') === 'tip');
    const pointsRight = tips.map((tip) => {
      const [, point = 0, base = 0] =
        /^M([\d.]+) [\d.]+L([\d.]+) /.exec(tip.getAttribute('d') ?? '')?.map(Number) ?? [];
      return point > base;
    });
    expect(pointsRight).toEqual([true, false, true, false]);
  });

  test('a packet that is lost does not arrive: no arrowhead, but a cross, on its way', () => {
    const passed = draw(new Story().opens('a').sends('a', 'PINGREQ').trace);
    const lost = draw(new Story().opens('a').sends('a', 'PINGREQ', {}, { fate: 'lost' }).trace);
    const count = (root: ReturnType<typeof draw>, name: string) =>
      elements(root, 'path').filter((path) => path.getAttribute('class') === name).length;
    expect(count(passed, 'tip') - count(lost, 'tip')).toBe(1);
    expect(count(lost, 'arrow-alarm') - count(passed, 'arrow-alarm')).toBe(2);
  });

  test('a client is connected from its CONNECT to the cut, and again after it', () => {
    const bars = elements(draw(underFire(0)), 'rect').filter((rect) => rect.getAttribute('class') === 'open');
    const x = (rect: (typeof bars)[number]) => Number(rect.getAttribute('x'));
    const columns = [...new Set(bars.map(x))].sort((a, b) => a - b);
    expect(columns.map((column) => bars.filter((bar) => x(bar) === column).length)).toEqual([2, 1, 1]);
    const [first, second] = bars.filter((bar) => x(bar) === columns[0]);
    const top = Number(second?.getAttribute('y'));
    expect(Number(first?.getAttribute('y')) + Number(first?.getAttribute('height'))).toBeLessThan(top);
  });

  test('a client that said goodbye is not connected any more', () => {
    const story = new Story().opens('a').opens('b').sends('a', 'DISCONNECT').event('a', 'closed-by-client');
    const root = draw(story.sends('b', 'PINGREQ').trace);
    const [a, broker] = elements(root, 'rect')
      .filter((rect) => rect.getAttribute('class') === 'open')
      .map((rect) => Number(rect.getAttribute('y')) + Number(rect.getAttribute('height')));
    expect(a).toBeLessThan((broker ?? 0) - 18);
  });

  test('headings stand above the first packet that is not earlier, and not over nothing', () => {
    const story = new Story().opens('a');
    const sections = [
      { at: 0, title: { en: 'Connect', ja: '接続' } },
      { at: story.now + 0.1, title: { en: 'Ping', ja: '確認' } },
      { at: 1000, title: { en: 'Nothing', ja: '無' } },
    ];
    story.sends('a', 'PINGREQ');
    const all = texts(story.trace, { sections, maxWidth: 3000 });
    expect(all.slice(2)).toEqual([
      'Connect',
      expect.stringMatching(/^CONNECT/),
      'CONNACK Accepted',
      'Ping',
      'PINGREQ',
    ]);
  });

  test('what is put away at the end is no part of the story', () => {
    expect(texts(underFire(0))).not.toContain('closed by the client');
    const crash = new Story().opens('a').opens('b').event('a', 'closed-by-client');
    expect(texts(crash.gets('b', 'PUBLISH', message('a/status', 'offline')).trace)).toContain(
      'closed by the client',
    );
  });

  test('who only opens a connection, or has one put away, has no part in it', () => {
    const story = new Story().opens('a').event('?', 'opened', 90).event('b', 'closed-by-tap', 91);
    const drawn = texts(story.trace);
    expect(drawn).not.toContain('?');
    expect(drawn).not.toContain('b');
    expect(texts(story.event('c', 'broker-unreachable', 92).trace)).toContain('c');
  });

  test('order of participants: publishers, broker, the others; or as asked', () => {
    const story = new Story().opens('reader').opens('writer').sends('writer', 'PUBLISH', message('a', 'b'));
    expect(texts(story.trace).slice(0, 3)).toEqual(['writer', 'broker', 'reader']);
    const participants = ['broker', 'reader', 'nobody', 'writer'];
    expect(texts(story.trace, { participants }).slice(0, 3)).toEqual(['broker', 'reader', 'writer']);
    expect(texts(new Story().opens('a').opens('b').trace).slice(0, 3)).toEqual(['a', 'broker', 'b']);
  });

  test('more rows than can be drawn are counted', () => {
    const story = new Story().opens('a');
    for (let ping = 0; ping < 300; ping++) story.sends('a', 'PINGREQ');
    const all = texts(story.trace);
    expect(all).toHaveLength(2 + 200 + 1);
    expect(all.at(-1)).toBe('… 102 more not drawn');
  });

  test('who takes part is said again where the heads are out of sight, if that is asked for', () => {
    const story = new Story().opens('a');
    const sections = [0, 0, 0].map(() => {
      for (let ping = 0; ping < 15; ping++) story.sends('a', 'PINGREQ');
      const section = { at: story.now + 0.1, title: { en: 'on', ja: '次' } };
      return section;
    });
    story.sends('a', 'PINGREQ');
    const said = (more: Partial<SvgOptions>) =>
      texts(story.trace, { sections, ...more }).flatMap((text) =>
        text === 'on' || text === 'broker' ? [text] : [],
      );
    expect(said({})).toEqual(['broker', 'on', 'on', 'on']);
    expect(said({ repeatNames: true })).toEqual([
      ...['broker', 'on', 'broker', 'on', 'broker', 'on', 'broker'],
      'broker',
    ]);
    const short = new Story().opens('a').sends('a', 'PINGREQ').trace;
    expect(texts(short, { sections: [], repeatNames: true })).toEqual(texts(short));
  });

  test('an empty trace is a broker', () => {
    expect(texts([])).toEqual(['broker']);
  });
});

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
    for (const ground of [paper, palette.chosen, palette.differs]) {
      for (const name of textColours)
        expect(contrast(palette[name], ground), `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
    for (const ground of [band, head]) expect(contrast(palette.ink, ground)).toBeGreaterThanOrEqual(4.5);
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
    const papers = grounds(root).filter(isAcross);
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

describe('what is sent can do no harm', () => {
  test('it is well-formed XML, it is text, and it has no control characters', () => {
    fc.assert(
      fc.property(hostileTrace, hostileOptions, (trace, options) => {
        const svg = sequenceSvg(trace, options);
        expect(svg.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}\p{Cn}]/u);
        const names = new Set(elements(parseSvg(svg), '*').map(({ tagName }) => tagName));
        const known = new Set(['title', 'desc', 'style', 'rect', 'path', 'text', 'tspan', 'svg']);
        expect([...names].filter((name) => !known.has(name))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('no text touches another or leaves the picture, whatever it says', () => {
    fc.assert(
      fc.property(hostileTrace, hostileOptions, (trace, options) => {
        const root = parseSvg(sequenceSvg(trace, options));
        const boxes = textBoxes(root);
        expect(overlaps(boxes)).toEqual([]);
        expect(covered(root)).toEqual([]);
        expect(outside(root, boxes)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
