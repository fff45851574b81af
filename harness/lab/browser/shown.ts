import type { Page } from 'playwright-core';
import { DeadlineError } from '../../base/deadline.ts';
import type { Patience } from '../../base/patience.ts';
import { same } from '../../base/text.ts';

/** How long a page may take to show a message that it received, in ms. */
const SHOWS_WITHIN_MS = 3_000;
/** How long it may take to answer which text it shows. A page in an endless loop never answers. */
const ANSWERS_WITHIN_MS = 2_000;

/**
 * Waits until an element of the page is visible and shows the text.
 * @returns that text, or what the element shows instead when the time is over; `nothing` if there is no such element
 * @param within in milliseconds
 * @throws DeadlineError if the page no longer answers
 */
export async function shown(
  patience: Patience,
  page: Page,
  selector: string,
  text: string,
  within = SHOWS_WITHIN_MS,
): Promise<string> {
  const awaited = page.locator(selector, { hasText: exactly(text) }).first();
  try {
    await patience.until(awaited.waitFor({ timeout: 0 }), same(`${selector}: ${text}`), within);
    return text;
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error;
  }
  const texts = await patience.until(
    page.locator(selector).allInnerTexts(),
    { en: 'an answer of the page', ja: 'ページの応答' },
    ANSWERS_WITHIN_MS,
  );
  return texts[0]?.trim() ?? 'nothing';
}

const exactly = (text: string): RegExp =>
  new RegExp(`^\\s*${text.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}\\s*$`);
