import { expect, test } from 'vitest';
import { languages } from '../../../../harness/base/text.ts';
import { labIds } from '../../../../labs/index.ts';
import { readRecording } from '../../../../labs/recordings.ts';
import { deckOf, slidesOf } from '../deck.ts';
import { sizes } from '../sizes.ts';
import { presenting, type View, withBrowser } from '../talk.ts';

const windows = withBrowser();

/** Height of a line of a diagram, in px. */
const LEAST_ON_PHONE = 10;

/** Parts of a run that a room cannot see, because they are cut off, outside the window or scrolled away. */
const unseen = ({ page }: View): Promise<string[]> =>
  page.evaluate((least) => {
    const found: string[] = [];
    // A phone held upright shows a part of a wide diagram, which scrolls to the side, in letters that can be read.
    const isPhone = innerWidth < innerHeight;
    const stage = document.querySelector('.stage')?.getBoundingClientRect();
    const isInside = (inner: DOMRect, outer: DOMRect | undefined) =>
      outer !== undefined &&
      inner.top >= outer.top - 1 &&
      inner.bottom <= outer.bottom + 1 &&
      inner.left >= outer.left - 1 &&
      inner.right <= outer.right + 1;
    const named = (element: Element) => `${element.className || element.tagName}: ${element.textContent}`;
    const mustBeSeen = (selector: string, within: string) => {
      for (const element of document.querySelectorAll<HTMLElement>(selector)) {
        const place = element.getBoundingClientRect();
        if (place.width === 0) continue;
        const box = element.closest(within)?.getBoundingClientRect();
        if (!isInside(place, box) || !isInside(place, stage)) found.push(named(element));
        const { overflowX } = getComputedStyle(element);
        if (overflowX === 'hidden' && element.scrollWidth > element.clientWidth + 1)
          found.push(`cut: ${named(element)}`);
      }
    };
    mustBeSeen('.run > header > *, .run > footer > *', '.run');
    mustBeSeen('.claims li, .claims li *', '.claims-side');
    mustBeSeen('.step, .said p, .said tr, .score *', '.packets-side');
    if (!isPhone) mustBeSeen('.heads svg', '.packets-side');
    else
      for (const text of document.querySelectorAll<SVGTextElement>('.rows text')) {
        const letters = text.getBoundingClientRect().height;
        if (letters > 0 && letters < least) found.push(`${letters} px: ${text.textContent}`);
      }
    const rows = document.querySelector('.rows');
    const box = rows?.getBoundingClientRect();
    const crosses = (selector: string) =>
      Array.from(document.querySelectorAll(selector), (cross) => cross.getBoundingClientRect()).filter(
        ({ height }) => height > 0,
      );
    // Two lost packets of one step (lab 15) may not fit on one screen: the last one has to be visible.
    const lost = crosses('.rows [data-event] .arrow-alarm').at(-1);
    const accident = lost ?? crosses('.rows .arrow-alarm')[0];
    if (accident !== undefined && !isInside(accident, box))
      found.push(lost === undefined ? 'the cut connection' : 'the lost packet');
    // Rows fade out at the upper edge, below the heads of the lanes.
    if (rows !== null && box !== undefined && rows.scrollTop > 0) {
      const fade = 5 * Math.min(innerWidth / 1280, innerHeight / 720);
      for (const text of rows.querySelectorAll('text')) {
        const { top, bottom } = text.getBoundingClientRect();
        if (bottom > box.top + 1 && top < box.top + fade) found.push(`under the heads: ${text.textContent}`);
      }
    }
    return found;
  }, LEAST_ON_PHONE);

for (const language of languages) {
  test(`nothing of a run is cut off at its end, and the last lost packet of each step is visible, in ${language}`, async (context) => {
    const deck = await deckOf(context, slidesOf(...labIds));
    const { url } = await presenting(context, { deck, language });
    const open = await windows(context);
    const view = await open.open(url);
    const found: string[] = [];
    for (const [index, lab] of labIds.entries()) {
      const { steps } = readRecording(lab);
      // Until it shows, the ended run that is seen may be the one before.
      await view.untilSlide(index + 1);
      await view.press('Shift+R', 's');
      await view.until('.run[data-state="ended"]');
      for (const size of sizes) {
        // A new window: one that is already open may have been scrolled to another place.
        const late = await open.open(url, size);
        await late.until('.run[data-state="ended"]');
        found.push(...(await unseen(late)).map((what) => `${lab} end ${size.width}: ${what}`));
        await late.page.close();
        await view.page.setViewportSize(size);
        for (const { number: step } of steps) {
          await view.press(String(step));
          await expect.poll(() => view.text('.step')).toMatch(new RegExp(`^${step} `));
          const missing = await unseen(view);
          found.push(...missing.map((what) => `${lab} ${step} ${size.width}: ${what}`));
        }
      }
      await view.press('Escape', 'ArrowRight');
    }
    expect(found).toEqual([]);
  });
}

test('a run ends on the figures that its claims saw, with the packet that was lost beside each', async (context) => {
  const deck = await deckOf(context, slidesOf('06-qos-under-fire'));
  const { url } = await presenting(context, { deck });
  const view = await (await windows(context)).open(url);
  await view.press('a', 's');
  await view.until('.run[data-state="ended"]');
  expect(await view.page.locator('.figure').allInnerTexts()).toEqual(['0', '2', '1']);
  expect(await view.page.locator('.score-lost b').allInnerTexts()).toEqual([
    'PUBLISH lost',
    'PUBACK lost',
    'PUBREC lost',
  ]);
  await view.press('5');
  await expect.poll(() => view.page.locator('.score').isVisible()).toBe(false);
  await view.press('0');
  await view.until('.score');
});

test('a run ends on the step that the slide names', async (context) => {
  const deck = await deckOf(context, slidesOf('06-qos-under-fire#2'));
  const { url } = await presenting(context, { deck });
  const view = await (await windows(context)).open(url);
  await view.press('Shift+R', 's');
  await view.until('.run[data-state="ended"]');
  await expect.poll(() => view.text('.step')).toMatch(/^2 /);
  expect(await view.page.locator('.score').isVisible()).toBe(false);
});
