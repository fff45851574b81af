import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { saveTalk } from '../../../harness/talk/present/save.ts';
import { type Clean, presenting, type View, type Windows, withBrowser } from './talk.ts';

const windows = withBrowser();
const deckFile = (name: string) => path.resolve(import.meta.dirname, `../../support/decks/${name}.md`);

/** The ways to show a deck in a browser. Each test runs with every way. */
const roads: readonly (readonly [string, (name: string, open: Windows, context: Clean) => Promise<View>])[] =
  [
    [
      'presented',
      async (name, open, context) => open.open((await presenting(context, { deck: deckFile(name) })).url),
    ],
    [
      'saved',
      async (name, open, context) => {
        const folder = await mkdtemp(path.join(tmpdir(), 'saved-'));
        context.onTestFinished(() => rm(folder, { recursive: true }));
        const file = path.join(folder, 'talk.html');
        await saveTalk({ deck: deckFile(name), language: 'en', cut: undefined, notes: false }, file);
        return open.open(pathToFileURL(file).href);
      },
    ],
  ];

describe.each(roads)('%s', (_road, show) => {
  test('a heading that is to fit is as wide as the slide, and long code as narrow', async (context) => {
    const open = await windows(context);
    const view = await show('fit', open, context);
    const width = (selector: string) =>
      view.page.evaluate((which) => {
        const range = document.createRange();
        const element = document.querySelector(`.stage ${which}`);
        if (element !== null) range.selectNodeContents(element);
        return range.getBoundingClientRect().width;
      }, selector);
    await expect.poll(() => width('h1')).toBeGreaterThan(1000);
    await expect.poll(() => width('h2')).toBeGreaterThan(1000);
    await view.press('ArrowRight');
    await view.untilSlide(2);
    await expect.poll(() => width('code')).toBeLessThan(1200);
    expect(open.complaints).toEqual([]);
  });

  test('emoji and formulas are drawn without a network', async (context) => {
    const open = await windows(context);
    const view = await show('emoji-and-formulas', open, context);
    const drawn = () =>
      view.page.evaluate(async () => {
        await document.fonts.ready;
        const emoji = [...document.querySelectorAll<HTMLImageElement>('.stage img.emoji')];
        const fonts = [...document.fonts].filter(({ status }) => status === 'loaded');
        return {
          emoji: emoji.filter(({ naturalWidth }) => naturalWidth > 0).length,
          fonts: fonts.map(({ family }) => family).includes('KaTeX_Math'),
        };
      });
    await expect.poll(drawn).toEqual({ emoji: 3, fonts: true });
    expect(open.complaints).toEqual([]);
  });

  test('pictures are shown, whatever names them', async (context) => {
    const open = await windows(context);
    const view = await show('backgrounds', open, context);
    const background = (selector: string) =>
      view.page.evaluate(
        (which) =>
          getComputedStyle(document.querySelector(`.stage ${which}`) ?? document.body).backgroundImage.slice(
            0,
            20,
          ),
        selector,
      );
    expect(await background('section')).toBe('url("data:image/png;');
    await view.press('ArrowRight');
    await view.untilSlide(2);
    expect(await background('section')).toBe('url("data:image/gif;');
    await view.press('ArrowRight');
    await view.untilSlide(3);
    expect(await background('figure')).toBe('url("data:image/png;');
    await view.press('ArrowRight');
    await view.untilSlide(4);
    expect(await background('section')).toBe('url("data:image/png;');
    expect(open.complaints).toEqual([]);
  });

  test('a link within the deck moves the slide', async (context) => {
    const open = await windows(context);
    const view = await show('links', open, context);
    await view.page.getByRole('link', { name: 'by its heading' }).click();
    await view.untilSlide(3);
    await view.page.getByRole('link', { name: 'back' }).click();
    await view.untilSlide(1);
    await view.page.getByRole('link', { name: 'the third' }).click();
    await view.untilSlide(3);
    expect(open.complaints).toEqual([]);
  });
});
