import { expect, inject, test } from 'vitest';
import { violations } from '../present/accessible.ts';
import { builtPages } from './pages.ts';
import { withBook } from './site.ts';

const book = withBook();
const base = inject('bookBase');
const addresses = builtPages().map(({ address }) => address);
const sizes = [
  { width: 1280, height: 720 },
  { width: 390, height: 844 },
] as const;

test.for(sizes)(
  'no page is wider than a window of $width',
  { timeout: 300_000 },
  async (viewport, context) => {
    const { page, complaints } = await book(context)(base, { viewport });
    const { origin } = new URL(page.url());
    const wide: string[] = [];
    for (const address of addresses) {
      await page.goto(origin + address);
      const by = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (by > 0) wide.push(`${address} by ${by} px`);
    }
    expect(wide).toEqual([]);
    expect(complaints).toEqual([]);
  },
);

const cases = [
  '',
  'labs/06-qos-under-fire/',
  'labs/20-cost-of-qos/',
  'talk/',
  'docs/differences/',
  'docs/clients/',
].flatMap((page) => [
  { address: `${base}${page}`, colorScheme: 'light' as const, viewport: sizes[0] },
  { address: `${base}ja/${page}`, colorScheme: 'dark' as const, viewport: sizes[1] },
]);

test.for(cases)(
  'everybody can read $address, $colorScheme',
  { timeout: 180_000 },
  async ({ address, ...options }, context) => {
    const { page, complaints } = await book(context)(address, { ...options, reducedMotion: 'reduce' });
    await page.evaluate(() => {
      for (const details of document.querySelectorAll<HTMLDetailsElement>('.packets details'))
        details.open = true;
    });
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
  },
);

test.for(['talk/', 'ja/talk/'])(
  'the figures of %s are drawn',
  { timeout: 60_000 },
  async (address, context) => {
    const { page, complaints } = await book(context)(base + address);
    const widths = await page
      .locator('main img')
      .evaluateAll((all: HTMLImageElement[]) =>
        Promise.all(all.map((figure) => figure.decode().then(() => figure.naturalWidth))),
      );
    expect(widths.length).toBeGreaterThan(20);
    expect(Math.min(...widths)).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  },
);

test('a reader finds words of both languages', { timeout: 120_000 }, async (context) => {
  const open = book(context);
  for (const [address, words, expected] of [
    [base, 'retained', 'labs/03-retain/'],
    [`${base}ja/`, '遺言', 'ja/labs/09-last-will/'],
    [`${base}ja/`, '購読したクライアント', 'ja/labs/03-retain/'],
  ] as const) {
    const { page, complaints } = await open(address);
    // It is loaded when the browser has nothing else to do.
    await page.locator('dialog input').waitFor({ state: 'attached' });
    await page.keyboard.press('Control+k');
    await page.locator('dialog input').fill(words);
    const found = page.locator(`dialog a[href*="${base}${expected}"]`).first();
    await found.waitFor();
    expect(await page.locator('dialog mark').first().textContent()).not.toBe('');
    expect(complaints).toEqual([]);
  }
});

test('the packets of a step are gone through by keyboard', { timeout: 60_000 }, async (context) => {
  const { page, complaints } = await book(context)(`${base}labs/03-retain/`);
  const step = page.locator('.run-step[data-step="2"]');
  const open = step.locator('.packets details[open]');
  const lit = step.locator('.diagram .chosen');
  await step.locator('.diagram').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await open.waitFor();
  expect(await open.locator('xpath=..').getAttribute('data-packet')).toBe('2');
  expect(await lit.locator('xpath=..').getAttribute('data-event')).toBe('2');
  expect(await open.locator('tbody tr').count()).toBeGreaterThan(2);
  await page.keyboard.press('Escape');
  await expect.poll(() => open.count()).toBe(0);
  await expect.poll(() => lit.count()).toBe(0);
  await step.locator('[data-event="3"]').click({ position: { x: 5, y: 5 } });
  expect(await open.locator('xpath=..').getAttribute('data-packet')).toBe('3');
  await open.locator('summary').focus();
  await page.keyboard.press('ArrowUp');
  expect(await page.evaluate(() => document.activeElement?.closest('li')?.id)).toBe('step-2-packet-2');
  expect(complaints).toEqual([]);
});

test('a page is read without a script', { timeout: 60_000 }, async (context) => {
  const { page } = await book(context)(`${base}ja/labs/03-retain/`, { javaScriptEnabled: false });
  const packet = page.locator('.packets details').first();
  await packet.locator('summary').click();
  expect(await packet.locator('tbody tr').first().isVisible()).toBe(true);
});

test('the look that a reader chooses is that of the figures, too', { timeout: 60_000 }, async (context) => {
  const { page } = await book(context)(`${base}labs/03-retain/`, { colorScheme: 'light' });
  const paper = () =>
    page
      .locator('.diagram')
      .first()
      .evaluate((diagram) => getComputedStyle(diagram).backgroundColor);
  const light = await paper();
  await page.locator('starlight-theme-select select').first().selectOption('dark');
  expect(await paper()).not.toBe(light);
});

test('what is printed is the page, without what surrounds it', { timeout: 60_000 }, async (context) => {
  const { page } = await book(context)(`${base}labs/06-qos-under-fire/`, { colorScheme: 'dark' });
  await page.emulateMedia({ media: 'print' });
  await page.setViewportSize({ width: 720, height: 1000 });
  expect(await page.locator('nav.sidebar').isVisible()).toBe(false);
  expect(await page.locator('.packets summary').first().isVisible()).toBe(true);
  const paper = await page
    .locator('.diagram')
    .first()
    .evaluate((diagram) => getComputedStyle(diagram).backgroundColor);
  expect(paper).toBe('rgb(255, 255, 255)');
  const cut = await page
    .locator('.diagram svg')
    .evaluateAll(
      (all) =>
        all.filter((svg) => svg.getBoundingClientRect().right > document.documentElement.clientWidth).length,
    );
  expect(cut).toBe(0);
});
