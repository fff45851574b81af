import type { Browser, BrowserContext } from 'playwright-core';
import { startBrowser } from '../../process/start-browser.ts';

/** A browser of one run. Its windows share nothing with those of other runs. */
export interface LentBrowser {
  readonly version: string;
  /** A new window with an empty profile. */
  newWindow(): Promise<BrowserContext>;
  /** Closes its windows. The last run that uses the browser also closes the browser. */
  giveBack(): Promise<void>;
}

let current: Promise<Browser> | undefined;
let users = 0;

/**
 * Runs at the same time share one browser, because it takes seconds to start on a busy machine.
 * @throws CannotRunError `no-browser`
 */
export async function lendBrowser(): Promise<LentBrowser> {
  users++;
  current ??= startBrowser();
  const starting = current;
  const leave = async () => {
    if (--users > 0) return;
    current = undefined;
    const browser = await starting.catch(() => undefined);
    await browser?.close();
  };
  try {
    return lent(await starting, leave);
  } catch (error) {
    await leave();
    throw error;
  }
}

function lent(browser: Browser, leave: () => Promise<void>): LentBrowser {
  const windows: BrowserContext[] = [];
  let over: Promise<void> | undefined;
  return {
    version: browser.version(),
    newWindow: async () => {
      const window = await browser.newContext();
      windows.push(window);
      return window;
    },
    giveBack: () => {
      // Not awaited: a page in an endless loop closes late, or only with the browser.
      for (const window of windows) window.close().catch(() => {});
      over ??= leave();
      return over;
    },
  };
}
