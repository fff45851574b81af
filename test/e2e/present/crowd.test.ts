import { beforeEach, expect, test } from 'vitest';
import { languages } from '../../../harness/base/text.ts';
import { violations } from './accessible.ts';
import { ask } from './asking.ts';
import { addressOf, stalled, streams } from './guests.ts';
import { presenting, type View, withBrowser } from './talk.ts';

const windows = withBrowser();
const RUNS = 15;

beforeEach(({ skip }) =>
  skip(process.platform !== 'linux', 'not run: only Linux has all of 127.0.0.0/8 for its guests'),
);

/** The median time from a key in one window to the slide in another, in ms. */
async function wayThrough(one: View, other: View): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const begun = performance.now();
    await one.press(run % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
    await other.untilSlide(run % 2 === 0 ? 2 : 1);
    times.push(performance.now() - begun);
  }
  await one.press('Home');
  await other.untilSlide(1);
  return Math.round(times.toSorted((a, b) => a - b)[Math.floor(RUNS / 2)] ?? 0);
}

test.for(languages)(
  'a room that is full keeps the presenter out of nothing, in %s',
  { timeout: 180_000 },
  async (language, context) => {
    const { url } = await presenting(context, { language, host: '0.0.0.0' });
    const open = await windows(context);
    const views = [await open.open(url), await open.open(url)] as const;
    const alone = await wayThrough(...views);
    const guests = await streams(url, 300, (index) => addressOf(index % 10), context);
    expect(new Set(guests)).toEqual(new Set([200]));
    expect(await streams(url, 1, () => addressOf(11), context)).toEqual([503]);

    const late = await open.open(url.replace('/?', '/presenter?'));
    const crowded = await wayThrough(views[0], late);
    process.stdout.write(`key to slide in another window: ${alone} ms, with 300 guests ${crowded} ms\n`);
    await late.press('ArrowRight', 'a', 's');
    for (const view of [...views, late]) await view.untilDone('holds');

    const room = await windows(context);
    const page = await room.context.newPage();
    const answer = await page.goto(new URL('/', url).href);
    expect(answer?.status()).toBe(503);
    expect(await page.locator('h1').innerText()).toBe({ en: 'Full', ja: '満席です' }[language]);
    expect(await violations(page)).toEqual([]);
  },
);

test('one address can not take every place', async (context) => {
  const { url } = await presenting(context, { host: '0.0.0.0' });
  const statuses = await streams(url, 201, () => addressOf(1), context);
  expect(statuses.filter((status) => status === 200)).toHaveLength(200);
  expect(statuses.at(-1)).toBe(503);
  expect(await streams(url, 1, () => addressOf(2), context)).toEqual([200]);
  expect((await ask(url, { path: '/' })).status).toBe(200);
});

test('connections that send half a request keep nobody out, and are ended', {
  timeout: 120_000,
}, async (context) => {
  const { url } = await presenting(context, { host: '0.0.0.0' });
  const open = await windows(context);
  const view = await open.open(url);
  const sockets = await stalled(url, 900, context);
  const late = await open.open(url);
  await late.press('ArrowRight');
  for (const each of [view, late]) await each.untilSlide(2);
  await expect.poll(() => sockets.every(({ closed }) => closed), { timeout: 60_000 }).toBe(true);
  await view.press('ArrowRight');
  await late.untilSlide(3);
});
