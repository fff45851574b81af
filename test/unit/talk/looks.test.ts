import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needBrowser, startBrowser } from './browser.ts';
import { lookAt } from './look-at-deck.ts';
import { deckText } from './spoiled.ts';
import { decks } from './talk.ts';

let browser: Browser | undefined;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const look = async (file: string, source: string) => (browser ? lookAt(browser, file, source) : []);

test.for(decks)(
  '$file: nothing is cut off, pale, small or told to nobody, in light and dark',
  async ({ file, source }, ctx) => {
    needBrowser(ctx);
    expect(await look(file, source)).toEqual([]);
  },
);

const lines = (count: number) => Array.from({ length: count }, (_, n) => `- line ${n}`).join('\n');

/** The style of one slide only. */
const styled = (css: string, body: string) => `<style scoped>${css}</style>\n\n${body}`;

describe('on a spoiled slide is noticed', () => {
  const spoiled = [
    ['text outside it', lines(20), /: "line \d+" is outside$/],
    ['text in the footer', lines(11), /runs into header or footer/],
    ['a program that is cut off', `\`\`\`sh\n${'x'.repeat(120)}\n\`\`\``, /is (cut off|outside)/],
    [
      'an image outside it',
      '![w:1400 a wide picture](figures/cover.svg)',
      /the image "a wide picture" is outside/,
    ],
    [
      'body text that is small',
      styled('p { font-size: 20px }', 'text'),
      /"text" is set in 20 px, at least 27/,
    ],
    [
      'code that is small',
      styled('pre { font-size: 20px }', '```\ncode\n```'),
      /"code" is set in 20 px, at least 24/,
    ],
    [
      'pale text',
      styled('p { color: light-dark(#bbb, #fff); background: light-dark(#fff, #000) }', 'text'),
      /"text": .*contrast.*\(light\)$/,
    ],
    [
      'text that is pale in the dark',
      styled('p { color: light-dark(#000, #444); background: light-dark(#fff, #000) }', 'text'),
      /"text": .*contrast.*\(dark\)$/,
    ],
    [
      'a picture that nobody can be told about',
      '<img src="figures/cover.svg" width="200">',
      /Element does not have an alt attribute/,
    ],
    ['a figure with small text', '![w:300 a tree](figures/topic-tree.en.svg)', /is shown with text of/],
  ] as const;

  let found: string[] = [];
  beforeAll(async () => {
    const [{ file } = { file: '' }] = decks;
    found = await look(
      file,
      [deckText('text and `code`'), ...spoiled.map(([, body]) => body)].join('\n\n---\n\n'),
    );
  });

  test.for(spoiled.map(([name, , sentence], index) => ({ name, sentence, slide: index + 2 })))(
    '$name',
    ({ sentence, slide }, ctx) => {
      needBrowser(ctx);
      const own = found.filter((line) => line.startsWith(`slide ${slide}: `));
      expect(own).toContainEqual(expect.stringMatching(sentence));
    },
  );

  test('and nothing where nothing is wrong', (ctx) => {
    needBrowser(ctx);
    expect(found.filter((line) => line.startsWith('slide 1: '))).toEqual([]);
  });
});
