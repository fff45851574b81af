import type { Page } from 'playwright-core';
import type { Text } from '../../base/text.ts';
import type { Lab } from '../lab.ts';
import { load } from './load.ts';
import { servePage } from './serve-page.ts';
import { type LentBrowser, lendBrowser } from './shared-browser.ts';

/** How long a browser may take to start, and to open a window, on a busy machine, in ms. Longer than its own deadlines. */
const READY_WITHIN_MS = 40_000;

/** A page of a lab, in a real browser. */
export interface Pages {
  /**
   * Opens the page in a new window that shares nothing with others.
   * @param settings what its address says after the question mark
   * @param before called with the empty window
   */
  open(settings: Readonly<Record<string, string>>, before?: (page: Page) => Promise<void>): Promise<Page>;
}

/**
 * Starts a browser without a window, and a server for the page. Both end with the run.
 * @param file the page, an HTML file
 * @throws CannotRunError `no-browser`
 */
export async function pagesOf(lab: Pick<Lab, 'takesPart' | 'patience'>, file: string): Promise<Pages> {
  const awaited = { en: 'the browser to start', ja: 'ブラウザーの起動' };
  const browser = await lab.patience.until(lendBrowser(), awaited, READY_WITHIN_MS);
  const served = await servePage(file);
  const stop = async () => {
    await Promise.all([browser.giveBack(), served[Symbol.asyncDispose]()]);
  };
  try {
    lab.takesPart(`Chromium ${browser.version}`, stop);
  } catch (error) {
    await stop();
    throw error;
  }
  return {
    open: (settings, before) =>
      opened(lab.patience, browser, `${served.url}?${new URLSearchParams(settings)}`, before),
  };
}

async function opened(
  patience: Lab['patience'],
  browser: LentBrowser,
  url: string,
  before: ((page: Page) => Promise<void>) | undefined,
): Promise<Page> {
  const empty = async () => {
    const window = await browser.newWindow();
    const page = await window.newPage();
    await before?.(page);
    return page;
  };
  const page = await patience.until(empty(), opening, READY_WITHIN_MS);
  await load(patience, browser, page, url);
  return page;
}

const opening: Text = { en: 'the browser to open a window', ja: 'ブラウザーがウィンドウを開くこと' };
