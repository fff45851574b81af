import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { languages } from '../../../harness/base/text.ts';
import { saveTalk } from '../../../harness/talk/present/save.ts';
import { deckOf } from './deck.ts';
import { sizes } from './sizes.ts';
import { type Clean, presenting, View, withBrowser } from './talk.ts';

const windows = withBrowser();

/** Saves a talk as one file, and returns its address. */
async function saved(context: Clean): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mqtt-hands-on-saved-'));
  context.onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'talk.html');
  await saveTalk({ deck: await deckOf(context), language: 'en', cut: undefined, notes: false }, file);
  return pathToFileURL(file).href;
}

const kinds = {
  served: async (context: Clean) => (await presenting(context)).url,
  saved,
} as const;

test.for(['served', 'saved'] as const)(
  'a %s talk goes by numbers, an overview and a black screen',
  async (kind, context) => {
    const view = await (await windows(context)).open(await kinds[kind](context));
    await view.press('3', 'Enter');
    await view.untilSlide(3);
    await view.press('g', '1', '2', 'Backspace', 'Enter');
    await view.untilSlide(1);
    await view.press('2', 'Escape', 'Enter', 'g', '3', 'Enter');
    await view.untilSlide(3);
    await view.press('o', 'ArrowLeft', 'Enter');
    await view.untilSlide(2);
    await view.press('o', 'Home', 'o');
    await view.page.waitForSelector('.overview', { state: 'hidden' });
    await view.untilSlide(2);
    await view.press('o');
    await view.page.getByRole('button', { name: '3 Three' }).click();
    await view.untilSlide(3);
    for (const key of ['b', '.']) {
      await view.press(key);
      await view.page.waitForSelector('.stage', { state: 'hidden' });
      await view.press(key);
      await view.untilSlide(3);
    }
    await view.press('b', 'PageUp');
    await view.untilSlide(2);
  },
);

test('a digit is a step while a run is shown', async (context) => {
  const view = await (await windows(context)).open((await presenting(context)).url);
  await view.press('ArrowRight', 'a', 's');
  await view.untilDone('holds');
  await view.press('1');
  await expect.poll(() => view.text('.step')).toMatch(/^1 /);
  await view.press('g', '3', 'Enter');
  await view.untilSlide(3);
});

test.for(['served', 'saved'] as const)('a %s talk is moved by fingers', async (kind, context) => {
  const url = await kinds[kind](context);
  const { context: plain } = await windows(context);
  const touched = await plain
    .browser()
    ?.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
  if (touched === undefined) throw new Error('a context belongs to a browser');
  context.onTestFinished(() => touched.close());
  const page = await touched.newPage();
  await page.goto(url);
  const view = new View(page);
  await view.until('.stage[data-slide]');
  const session = await touched.newCDPSession(page);
  const swipe = async (from: number, to: number) => {
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x?: number) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints: x === undefined ? [] : [{ x, y: 420 }] });
    await touch('touchStart', from);
    await touch('touchMove', to);
    await touch('touchEnd');
  };
  await page.touchscreen.tap(370, 420);
  await view.untilSlide(2);
  await page.touchscreen.tap(195, 700);
  await swipe(300, 100);
  await view.untilSlide(3);
  await page.touchscreen.tap(20, 420);
  await view.untilSlide(2);
  await swipe(100, 300);
  await view.untilSlide(1);
});

test('a pointer that rests is hidden, and comes back', async (context) => {
  const view = await (await windows(context)).open((await presenting(context)).url);
  const cursor = () => view.page.$eval('.stage', (stage) => getComputedStyle(stage).cursor);
  await view.page.mouse.move(100, 100);
  await expect.poll(cursor, { timeout: 20_000 }).toBe('none');
  await view.page.mouse.move(200, 200);
  await expect.poll(cursor).not.toBe('none');
});

test.for(languages)('the keys fit every window, in %s', async (language, context) => {
  const view = await (await windows(context)).open((await presenting(context, { language })).url);
  await view.press('?');
  await view.until('.help');
  for (const size of sizes) {
    await view.page.setViewportSize(size);
    const { overflow, font } = await view.page.$eval('.help', (help) => ({
      overflow: [help.scrollHeight - help.clientHeight, help.scrollWidth - help.clientWidth],
      font: Number.parseFloat(getComputedStyle(help).fontSize),
    }));
    expect({ width: size.width, overflow }).toEqual({ width: size.width, overflow: [0, 0] });
    expect(font).toBeGreaterThanOrEqual(13);
  }
});
