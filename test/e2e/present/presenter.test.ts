import { writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { languages } from '../../../harness/base/text.ts';
import { deckOf, littleTalk } from './deck.ts';
import { sizes } from './sizes.ts';
import { presenting, type View, withBrowser } from './talk.ts';

const windows = withBrowser();

/** The font size of the notes, and whether all of them are visible. */
const notesIn = ({ page }: View) =>
  page.$eval('.notes', (notes) => ({
    font: Number.parseFloat(getComputedStyle(notes).fontSize),
    isWhole: notes.scrollHeight <= notes.clientHeight,
  }));

test.for(languages)(
  'the notes of every slide of the talk are in sight, in %s',
  { timeout: 180_000 },
  async (language, context) => {
    const { url } = await presenting(context, { language, deck: `slides/mqtt.${language}.md` });
    const view = await (await windows(context)).open(url.replace('/?', '/presenter?'));
    const [, count = 0] = (await view.text('.place')).split('/').map(Number);
    expect(count).toBeGreaterThan(30);
    for (let slide = 1; slide <= count; slide += 1) {
      await view.untilSlide(slide);
      const { font, isWhole } = await notesIn(view);
      expect({ slide, isWhole, isLegible: font >= 22 }).toEqual({ slide, isWhole: true, isLegible: true });
      await view.press('ArrowRight');
    }
  },
);

test('brokers to choose from are in sight as wide as they are', async (context) => {
  const { url } = await presenting(context);
  const { page } = await (await windows(context)).open(url.replace('/?', '/presenter?'));
  for (const size of sizes) {
    await page.setViewportSize(size);
    const cut = await page.$$eval('.beside, .choose', (boxes) =>
      boxes
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
        .map(({ className }) => className),
    );
    expect({ width: size.width, cut }).toEqual({ width: size.width, cut: [] });
  }
});

test('notes that are longer than the window are scrolled by keys, from every window', async (context) => {
  const long = littleTalk().replace('say hello', 'say hello and more\n'.repeat(60));
  const { url } = await presenting(context, { deck: await deckOf(context, long) });
  const open = await windows(context);
  const [stage, presenter] = [await open.open(url), await open.open(url.replace('/?', '/presenter?'))];
  const top = () => presenter.page.$eval('.notes', ({ scrollTop }) => scrollTop);
  expect(await notesIn(presenter)).toEqual({ font: 22, isWhole: false });
  await stage.press('d');
  await expect.poll(top).toBeGreaterThan(100);
  await presenter.press('u');
  await expect.poll(top).toBe(0);
});

test('one clock for all windows, which a reload does not stop, and the pace beside it', async (context) => {
  const deck = littleTalk()
    .replace('say hello', 'Time: 25 s\n\nsay hello')
    .replace('run it', 'Time: 40 s\n\nrun it');
  const { url } = await presenting(context, { deck: await deckOf(context, deck) });
  const open = await windows(context);
  const first = await open.open(url.replace('/?', '/presenter?'));
  expect(await first.text('.elapsed')).toBe('00:00');
  expect(await first.text('.total')).toBe('of 1:05');
  await first.press('ArrowRight');
  // The time before the first step is counted.
  await expect.poll(() => first.text('.elapsed')).toMatch(/^00:[2-5]\d$/);
  await first.until('.pace[data-pace="on-time"]');
  await first.page.reload();
  await first.until('.stage[data-slide]');
  const second = await open.open(url.replace('/?', '/presenter?'));
  for (const { page } of [first, second]) {
    await page.waitForFunction(() =>
      /^0[01]:[2-5]\d$/.test(document.querySelector('.elapsed')?.textContent ?? ''),
    );
  }
  await second.page.click('.elapsed');
  for (const view of [first, second]) {
    await expect.poll(() => view.text('.elapsed')).toMatch(/^00:[01]\d$/);
    await view.until('.pace[data-pace="ahead"]');
    expect(await view.text('.off')).toMatch(/^0:\d\d ahead$/);
  }
});

/** Whether any element of one kind covers one of the other. */
const covered = ({ page }: View, over: string, under: string): Promise<boolean> =>
  page.evaluate(
    ([one, other]) => {
      const boxes = (selector: string) =>
        Array.from(document.querySelectorAll(selector), (element) => element.getBoundingClientRect()).filter(
          ({ width, height }) => width > 0 && height > 0,
        );
      return boxes(one).some((a) =>
        boxes(other).some(
          (b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
        ),
      );
    },
    [over, under] as const,
  );

test.for(languages)(
  'no remark and no trouble lies over clock, badge or notes, in %s',
  async (language, context) => {
    const deck = await deckOf(context);
    const { url } = await presenting(context, { deck, language });
    const open = await windows(context);
    const views = [await open.open(url), await open.open(url.replace('/?', '/presenter?'))];
    const [stage] = views;
    await stage?.press('ArrowRight');
    await writeFile(deck, littleTalk().replace('Goodbye', '![a picture](none.svg)'));
    for (const view of views) await view.until('.trouble');
    const require = async (what: string) => {
      for (const size of sizes) {
        for (const view of views) {
          await view.page.setViewportSize(size);
          for (const banner of ['.trouble', '.remark']) {
            const isOver = await covered(view, banner, '.clock, .badge, .notes, .done');
            expect(isOver, `${banner}, ${what}, ${size.width}`).toBe(false);
          }
        }
      }
    };
    await require('a trouble');
    await stage?.press('a', 's');
    for (const view of views) await view.untilDone('holds');
    await require('a trouble over a run');
    for (const view of views) {
      await view.press('g');
      await view.until('.remark');
    }
    await require('a remark');
  },
);
