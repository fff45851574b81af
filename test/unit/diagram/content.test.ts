import { describe, expect, test } from 'vitest';
import type { SvgOptions } from '../../../harness/diagram/options.ts';
import { message, Story, underFire } from '../wire/trace/story.ts';
import { draw, elements, texts } from './drawing.ts';

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

  test('words that are too long for one line are broken and not shortened', () => {
    const story = new Story()
      .opens('twin')
      .gets('twin', 'DISCONNECT', { reasonCode: 0x8e })
      .event('twin', 'frozen')
      .event('twin', 'closed-by-client');
    const narrow = texts(story.trace, { compact: true, brief: true, fontSize: 22, maxWidth: 400 });
    expect(narrow.join(' ')).toContain('0x8e Session taken over');
    expect(narrow.join(' ')).toContain('frozen: nothing passes');
    expect(narrow.join(' ')).not.toContain('…');
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
