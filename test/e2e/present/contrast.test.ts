import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { presenting, type View, withBrowser } from './talk.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const windows = withBrowser();

/** What is against WCAG 2.2 AA, but for what the deck itself is responsible for. */
async function violations({ page }: View): Promise<string[]> {
  // What has just changed its colour is on its way to it.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  await page.evaluate(axe);
  const found: string[] = await page.evaluate(`
    axe.run({ exclude: ['.marpit'] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 120))))`);
  return found;
}

test.for(['light', 'dark'] as const)('everybody can read it, %s', async (colorScheme, context) => {
  const { url } = await presenting(context);
  const open = await windows(context);
  const view = await open.open(url);
  await view.page.emulateMedia({ colorScheme });
  await view.press('ArrowRight', 'a', 's');
  await view.untilDone('holds');
  expect(await violations(view)).toEqual([]);
  await view.press('Shift+R', 's');
  await view.until('.recorded');
  await view.untilDone('holds');
  await view.press('?');
  await view.until('.help');
  expect(await violations(view)).toEqual([]);
  const presenter = await open.open(new URL('/presenter', url).href);
  await presenter.page.emulateMedia({ colorScheme });
  expect(await violations(presenter)).toEqual([]);
});
