import { describe, expect, test } from 'vitest';
import { languages } from '../../../../harness/base/text.ts';
import { synced } from '../../../../harness/talk/sync/sync.ts';
import { outside, overlaps, parseSvg, textBoxes } from '../../diagram/drawing.ts';
import { complaint, deckWith } from './deck-with.ts';

describe('a figure', () => {
  const { text, figures } = synced('/talk.md', deckWith('figure', '06-qos-under-fire#2'), 'ja');
  const svg = figures.get('figures/recorded/06-qos-under-fire-2.ja.svg') ?? '';

  test('is an image, described in the language of the deck', () => {
    expect(text).toMatch(
      /^!\[QoS 1: PUBACK が消える: publisher → broker: PUBLISH、.*PUBACK \(消失\).*\]\(figures\/recorded\/06-qos-under-fire-2\.ja\.svg\)$/m,
    );
  });

  test('fits below the title of a slide, and can be read from the last row', () => {
    const [, width, height] = /<svg [^>]*width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    expect(Number(width)).toBeLessThanOrEqual(1136);
    expect(Number(height)).toBeLessThanOrEqual(480);
    const labels = [...svg.matchAll(/class="label"[^>]* font-size="([\d.]+)"/g)].map(([, size]) =>
      Number(size),
    );
    expect(Math.min(...labels)).toBeGreaterThanOrEqual(20);
  });

  test('shows who takes part in it, and none of the fences of the harness', () => {
    expect(svg).toContain('Mosquitto');
    expect(svg).not.toMatch(/fence|calm-publisher|slow/);
  });

  test('is the step in which a claim was judged', () => {
    const named = synced('/talk.md', deckWith('figure', '06-qos-under-fire#qos1.at-least-once'), 'ja');
    expect([...named.figures]).toEqual([...figures]);
  });

  test('shows packet ids if it is told to', () => {
    expect(svg).not.toMatch(/\bid \d+/);
    const what = '06-qos-under-fire#3 without CONNECT,CONNACK,subscriber with ids';
    const [drawn = ''] = synced('/talk.md', deckWith('figure', what), 'en').figures.values();
    const ids = [...drawn.matchAll(/publisher → broker: PUBLISH[^<]*?\bid (\d+)/g)].map(([, own]) => own);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test('leaves out what it is told to', () => {
    const what = '06-qos-under-fire#2 without CONNACK,subscriber.PUBACK';
    const [[file, drawn] = []] = synced('/talk.md', deckWith('figure', what), 'en').figures;
    expect(file).toBe('figures/recorded/06-qos-under-fire-2.en.svg');
    expect(drawn).not.toContain('CONNACK');
    expect(drawn?.match(/→ [a-z]+: PUBACK/g)).toHaveLength(2);
  });
});

/** Steps whose packets fit on a slide as they are. */
const drawable = [
  '02-publish-subscribe#1',
  '03-retain#2',
  '06-qos-under-fire#1',
  '07-session#5',
  '09-last-will#3',
];

test.each(drawable)('in the figure of %s no text touches another', (what) => {
  for (const language of languages) {
    const [svg = ''] = synced('/talk.md', deckWith('figure', what), language).figures.values();
    const root = parseSvg(svg);
    const boxes = textBoxes(root);
    expect(overlaps(boxes)).toEqual([]);
    expect(outside(root, boxes)).toEqual([]);
  }
});

test('two figures of the same steps that differ are named', () => {
  const source = `${deckWith('figure', '03-retain#2')}\n${deckWith('figure', '03-retain#2 without SUBACK')}`;
  expect(complaint(() => synced('/talk.md', source, 'en'))).toMatch(
    /talk\.md:11: another figure .*03-retain-2\.en\.svg/,
  );
});
