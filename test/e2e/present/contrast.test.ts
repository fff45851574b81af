import { expect, test } from 'vitest';
import { languages } from '../../../harness/base/text.ts';
import { violations } from './accessible.ts';
import { sizes } from './sizes.ts';
import { presenting, withBrowser } from './talk.ts';

const windows = withBrowser();
/** Each size once, because axe is slow and colours do not depend on the size. */
const cases = languages
  .flatMap((language) => (['light', 'dark'] as const).map((colorScheme) => ({ language, colorScheme })))
  .map((one, index) => ({ ...one, size: sizes[index] ?? sizes[0] }));

test.for(cases)(
  'everybody can read it, $language, $colorScheme, $size.width wide',
  { timeout: 180_000 },
  async ({ language, colorScheme, size }, context) => {
    const { url } = await presenting(context, { language });
    const open = await windows(context);
    const view = await open.open(url);
    const presenter = await open.open(new URL('/presenter', url).href);
    for (const { page } of [view, presenter]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(size);
    }
    const require = async (what: string) => {
      for (const { page } of [view, presenter])
        expect(await violations(page), `${what}, ${page.url()}`).toEqual([]);
    };
    await require('the first slide');
    await view.press('ArrowRight', 'a', 's');
    await view.untilDone('holds');
    await require('a run');
    await view.press('Shift+R', 's');
    await view.until('.recorded');
    await view.untilDone('holds');
    await require('a recorded run');
    await view.press('ArrowLeft');
    await view.until('.packet');
    await require('an open packet');
    await view.press('Escape', 'Escape');
    await view.untilSlide(2);
    await view.press('r');
    await view.until('.asks .question');
    await require('a step that is held');
    await view.press('Escape', 'v', 's');
    await view.until('.pair[data-state="ended"]');
    await require('two brokers side by side');
    await view.press('Escape');
    await view.untilSlide(2);
    await presenter.press('b', '1', '?');
    await require('a black screen, a remark, the keys');
    await view.press('?');
    await require('the keys');
    await view.press('Escape', 'o');
    await view.until('.overview');
    await require('the overview');
  },
);
