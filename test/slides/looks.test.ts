import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needBrowser, startBrowser } from './browser.ts';
import { lookAt } from './look.ts';
import { deckText } from './spoiled.ts';
import { decks } from './talk.ts';

let browser: Browser | undefined;
beforeAll(async () => {
  browser = await startBrowser();
});
afterAll(() => browser?.close());

const look = (file: string, source: string) => (browser ? lookAt(browser, file, source) : []);

test.for(decks)(
  '$file: nothing is cut off, pale or small, in light and dark',
  async ({ file, source }, ctx) => {
    needBrowser(ctx);
    expect(await look(file, source)).toEqual([]);
  },
);

describe('what is noticed', () => {
  test.for([
    [
      'text outside its slide',
      Array.from({ length: 20 }, (_, n) => `- line ${n}`).join('\n'),
      /^slide 1: "line \d+" is outside$/,
    ],
    [
      'text in the footer',
      Array.from({ length: 11 }, (_, n) => `- line ${n}`).join('\n'),
      /runs into header or footer/,
    ],
    ['a program that is cut off', `\`\`\`sh\n${'x'.repeat(120)}\n\`\`\``, /is (cut off|outside)/],
    [
      'body text that is small',
      '<style scoped>p { font-size: 20px }</style>\n\ntext',
      /"text" is set in 20 px, at least 27/,
    ],
    [
      'code that is small',
      '<style scoped>pre { font-size: 20px }</style>\n\n```\ncode\n```',
      /"code" is set in 20 px, at least 24/,
    ],
    [
      'pale text',
      '<style scoped>p { color: light-dark(#bbbbbb, #ffffff); background: light-dark(#ffffff, #000000) }</style>\n\ntext',
      /^light: <p>text<\/p>: .*contrast/,
    ],
    [
      'text that is pale in the dark',
      '<style scoped>p { color: light-dark(#000000, #444444); background: light-dark(#ffffff, #000000) }</style>\n\ntext',
      /^dark: <p>text<\/p>: .*contrast/,
    ],
    ['a figure with small text', '![w:300](figures/cover.svg)', /is shown with text of/],
  ] as const)('%s', async ([_name, body, sentence], ctx) => {
    needBrowser(ctx);
    const [{ file } = { file: '' }] = decks;
    expect(await look(file, deckText(body))).toContainEqual(expect.stringMatching(sentence));
  });

  test('and nothing where nothing is wrong', async (ctx) => {
    needBrowser(ctx);
    const [{ file } = { file: '' }] = decks;
    expect(await look(file, deckText('text and `code`'))).toEqual([]);
  });
});
