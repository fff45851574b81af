import { browser } from '@marp-team/marp-core/browser.js';

/**
 * Lets what is on the page now look as Marp means it: headings that fit the slide, code that is scaled down to it. To be
 * called once a slide has been put on the page.
 */
export function upgradeMarpElements(): void {
  browser().update();
}
