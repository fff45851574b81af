import type { Browser } from 'playwright-core';
import type { TestContext } from 'vitest';
import { findBrowser } from '../../../harness/process/find-browser.ts';
import { startBrowser as start } from '../../../harness/process/start-browser.ts';

const executablePath = await findBrowser();

/** Skips the test where there is no browser; where `REQUIRE_BROWSER` is set, fails it. */
export function needBrowser({ skip }: Pick<TestContext, 'skip'>): void {
  if (executablePath !== undefined) return;
  const reason = 'no Chrome, Chromium or Edge here to measure slides in (CHROME_PATH names one)';
  if (process.env.REQUIRE_BROWSER) throw new Error(`${reason}, and REQUIRE_BROWSER asks for it`);
  skip(reason);
}

/** A browser that makes no requests of its own; undefined if there is none. */
export async function startBrowser(): Promise<Browser | undefined> {
  return executablePath === undefined ? undefined : start();
}
