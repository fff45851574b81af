import { expect, test } from 'vitest';
import { languages } from '../../../../harness/base/text.ts';
import { deckOf, littleTalk } from '../deck.ts';
import { presenting, withBrowser } from '../talk.ts';

const windows = withBrowser();
/** The lab with the most claims. */
const deck = littleTalk('06-qos-under-fire');
/** Legible from the last row, in px of a window of 1280. */
const LEAST_FONT = 19;

test('claims that were below a wide diagram are set looser beside a narrow one', async (context) => {
  const { url } = await presenting(context, {
    deck: await deckOf(context, littleTalk('07-session')),
    language: 'ja',
  });
  const view = await (await windows(context)).open(url);
  await view.press('ArrowRight', 'Shift+R', 's');
  await view.untilDone('holds');
  await view.until('.run[data-wide="false"]');
  const isTighterThanNeeded = await view.page.$eval('.claims-side', (side) => {
    const level = Number((side as HTMLElement).dataset.tight);
    (side as HTMLElement).dataset.tight = String(Math.max(0, level - 1));
    return level > 0 && side.scrollHeight <= side.clientHeight;
  });
  expect(isTighterThanNeeded).toBe(false);
});

test.for(languages)('seven claims are in sight at once, and legible, in %s', async (language, context) => {
  const { url } = await presenting(context, { deck: await deckOf(context, deck), language });
  const view = await (await windows(context)).open(url);
  await view.press('ArrowRight', 'Shift+R', 's');
  await view.untilDone('holds');
  const claims = await view.page.evaluate(() => {
    const side = document.querySelector('.claims-side')?.getBoundingClientRect();
    return Array.from(document.querySelectorAll('[data-claim]'), (claim) => {
      const { top, bottom } = claim.getBoundingClientRect();
      const isInSight = side !== undefined && top >= side.top && bottom <= side.bottom;
      return { isInSight, font: Number.parseFloat(getComputedStyle(claim).fontSize) };
    });
  });
  expect(claims).toHaveLength(7);
  expect(claims.filter(({ isInSight, font }) => !isInSight || font < LEAST_FONT)).toEqual([]);
});
