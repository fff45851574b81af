import type { Page } from 'playwright-core';
import { axe } from '../../support/axe.ts';

/** Violations of WCAG 2.2 AA, without those of the deck itself. */
export async function violations(page: Page): Promise<string[]> {
  // Waits for animations, because a colour may still be changing.
  await page.evaluate(() => Promise.all(document.getAnimations().map((animation) => animation.finished)));
  await page.evaluate(axe);
  return page.evaluate(`
    axe.run({ exclude: ['.marpit'] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 120))))`);
}
