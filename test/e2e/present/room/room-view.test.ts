import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { axe } from '../../../support/axe.ts';
import { deckOf, littleTalk } from '../deck.ts';
import { presenting, withBrowser } from '../talk.ts';

const windows = withBrowser();
const voting = littleTalk().replace('# Two', '<!-- vote: How many? | 0, 1, 2 -->\n\n# Two');
const phoneSize = { width: 390, height: 844 };

interface Axe {
  run(): Promise<{
    readonly violations: readonly { readonly id: string; readonly nodes: readonly unknown[] }[];
  }>;
}

const findings = async (page: Page): Promise<string[]> => {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: Axe };
    return (await axe.run()).violations.map(
      ({ id, nodes }) => `${id}: ${JSON.stringify(nodes).slice(0, 400)}`,
    );
  });
};

const isIn = (page: Page, selector: string) => page.waitForSelector(selector, { timeout: 60_000 });

test('phones vote and react on the stage, come late, leave, and are turned off', {
  timeout: 300_000,
}, async (context) => {
  const talk = await presenting(context, { deck: await deckOf(context, voting), room: true });
  await talk.ready();
  const open = await windows(context);
  const stage = await open.open(talk.url);
  const address = talk.phones?.url ?? '';
  const phone = async (locale: string): Promise<Page> => {
    const browser = open.context.browser();
    if (browser === null) throw new Error('the windows are of a browser');
    const own = await browser.newContext({ viewport: phoneSize, locale, hasTouch: true, isMobile: true });
    context.onTestFinished(() => own.close());
    const page = await own.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error') open.complaints.push(message.text());
    });
    await page.goto(address);
    await isIn(page, '[data-state="connected"]');
    return page;
  };
  const [one, two] = [await phone('ja-JP'), await phone('en-US')];
  expect(await one.innerText('h1')).toBe('発表に参加');
  expect(await two.innerText('.asks')).toBe('No question right now. The next one appears here.');

  await stage.press('q');
  await stage.until('.room-invitation svg');
  await stage.press('ArrowRight');
  await stage.page.waitForSelector('.room-invitation', { state: 'hidden' });
  await stage.until('.vote-panel .vote-code svg');
  await two.tap('[data-option="2"]');
  await one.tap('[data-option="0"]');
  await stage.until('.vote-panel li:nth-child(1)[data-votes="1"]');
  await stage.until('.vote-panel li:nth-child(3)[data-votes="1"]');
  await one.tap('[data-option="2"]');
  await stage.until('.vote-panel li:nth-child(3)[data-votes="2"]');
  expect(await stage.text('.vote-panel .phones')).toBe('2 phones');
  await isIn(two, '[data-option="2"][aria-pressed="true"] >> text=2 votes');
  for (const page of [one, two]) expect(await findings(page)).toEqual([]);
  expect(await two.evaluate(() => document.documentElement.scrollWidth)).toBe(phoneSize.width);

  const late = await phone('en-US');
  await isIn(late, '[data-option="2"] >> text=2 votes');
  await late.tap('[data-react="heart"]');
  await stage.until('.floats [data-reaction="heart"]');
  await stage.until('.lane [data-what="reaction"] >> text=heart');

  await one.close();
  await stage.until('.vote-panel li:nth-child(3)[data-votes="1"]');
  await stage.until('.lane [data-what="gone"]');
  await stage.press('x');
  await isIn(two, '[data-state="off"]');
  await stage.page.waitForSelector('.vote-panel', { state: 'hidden' });
  await stage.press('x');
  await isIn(two, '[data-state="connected"]');
  // The phone votes again by itself, because the broker with its vote has ended.
  await stage.until('.vote-panel li:nth-child(3)[data-votes="1"]');
  // Only refused connections are reported on the console of the page.
  expect(open.complaints.filter((text) => !/WebSocket connection to .* failed/.test(text))).toEqual([]);
});
