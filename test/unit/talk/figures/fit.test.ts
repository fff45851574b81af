import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { needBrowser, startBrowser } from '../browser.ts';
import { figures } from './svg-files.ts';

let browser: Browser | undefined;
let page: Page | undefined;
beforeAll(async () => {
  browser = await startBrowser();
  page = await browser?.newPage({ viewport: { width: 1280, height: 720 } });
});
afterAll(() => browser?.close());

/** What is wrong with where the texts of a figure are; runs in the browser. */
function misplaced(): string[] {
  const picture = document.querySelector('svg')?.getBoundingClientRect();
  if (picture === undefined) return ['no figure'];
  const texts = [...document.querySelectorAll('text')].map((text) => {
    const { left, right, top, bottom, height } = text.getBoundingClientRect();
    // The box of a line has room for accents and descenders, which few letters need.
    return { says: text.textContent ?? '', left, right, top: top + height / 5, bottom: bottom - height / 5 };
  });
  const outside = texts.filter(
    ({ left, right, top, bottom }) =>
      left < picture.left || top < picture.top || right > picture.right || bottom > picture.bottom,
  );
  const touching = texts.flatMap((a, index) =>
    texts
      .slice(index + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `"${a.says}" touches "${b.says}"`),
  );
  return [...outside.map(({ says }) => `"${says}" is outside`), ...touching];
}

async function look(svg: string): Promise<string[]> {
  await page?.setContent(svg);
  return (await page?.evaluate(misplaced)) ?? [];
}

test.for(figures)('the texts of $name are inside, and none is on another', async ({ svg }, ctx) => {
  needBrowser(ctx);
  expect(await look(svg)).toEqual([]);
});

test('texts that are outside or touch are noticed', async (ctx) => {
  needBrowser(ctx);
  const text = (x: number, says: string) => `<text x="${x}" y="60" font-size="24">${says}</text>`;
  const svg = `<svg viewBox="0 0 400 100" width="400" height="100">${text(20, 'one')}${text(30, 'two')}${text(380, 'three')}</svg>`;
  expect(await look(svg)).toEqual(['"three" is outside', '"one" touches "two"']);
});
