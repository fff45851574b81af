import { browser } from '@marp-team/marp-core/browser.js';

/**
 * Lets Marp's custom elements scale headings and code of a slide. To be called after the slide was inserted into the page.
 */
export function upgradeMarpElements(): void {
  browser().update();
}
