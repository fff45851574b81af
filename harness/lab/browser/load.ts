import type { Page } from 'playwright-core';
import { DeadlineError } from '../../base/deadline.ts';
import type { Patience } from '../../base/patience.ts';
import type { Text } from '../../base/text.ts';
import { printable } from '../../base/visible.ts';
import { tooBusy } from '../silence/too-busy.ts';
import type { LentBrowser } from './shared-browser.ts';

/** How long a page may take to load, in ms. One in an endless loop never does. */
const LOADS_WITHIN_MS = 20_000;
/** How many lines on the console are too many while a page loads: no other page can answer beside them. */
const FLOOD = 1_000;
/** How long a page at rest may take to answer, in ms. */
const ANSWERS_WITHIN_MS = 5_000;

/**
 * Loads the page. If that takes too long, the page is to blame if it waits for another server, if it fills the console, or if it
 * answers nothing while an empty page does.
 * @param within in milliseconds
 * @throws DeadlineError if the page is to blame
 * @throws CannotRunError `machine-too-busy` if the browser did not get round to it
 */
export async function load(
  patience: Patience,
  browser: Pick<LentBrowser, 'newWindow'>,
  page: Page,
  url: string,
  within = LOADS_WITHIN_MS,
): Promise<void> {
  const elsewhere = pendingElsewhere(page, url);
  let lines = 0;
  page.on('console', () => lines++);
  try {
    await patience.until(page.goto(url, { timeout: 0 }), loading, within);
  } catch (error) {
    if (!(error instanceof DeadlineError)) throw error;
    const [missing] = elsewhere;
    if (missing !== undefined) throw new DeadlineError(answerFrom(missing), within);
    if (lines > FLOOD) throw error;
    const isBusy = !(await answers(patience, async () => page));
    const isAlone = isBusy && (await answers(patience, async () => (await browser.newWindow()).newPage()));
    throw isAlone ? error : tooBusy(stalled);
  }
}

/** What the page has asked of other servers and not got; it changes while the page loads. */
function pendingElsewhere(page: Page, url: string): ReadonlySet<string> {
  const pending = new Set<string>();
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(url).origin) pending.add(request.url());
  });
  page.on('requestfinished', (request) => pending.delete(request.url()));
  page.on('requestfailed', (request) => pending.delete(request.url()));
  return pending;
}

/** Not `page.evaluate`, which waits until the page has loaded. */
async function answers(patience: Patience, open: () => Promise<Page>): Promise<boolean> {
  const ask = async () => {
    const page = await open();
    const session = await page.context().newCDPSession(page);
    await session.send('Runtime.evaluate', { expression: '1' });
  };
  const asking = ask();
  asking.catch(() => {});
  try {
    await patience.until(asking, answer, ANSWERS_WITHIN_MS);
    return true;
  } catch (error) {
    if (error instanceof DeadlineError) return false;
    throw error;
  }
}

const loading: Text = { en: 'the browser to load the page', ja: 'ブラウザーがページを読み込むこと' };
const answer: Text = { en: 'a page to answer', ja: 'ページの応答' };
const answerFrom = (url: string): Text => ({
  en: `an answer from ${printable(url, 80)}, which the page asks for something`,
  ja: `ページが読み込もうとしている ${printable(url, 80)} の応答`,
});
const stalled: Text = {
  en: 'the browser did not get round to loading the page',
  ja: 'ブラウザーがページを読み込めないまま時間が過ぎました',
};
