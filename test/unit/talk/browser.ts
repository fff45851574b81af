import { type Browser, chromium } from 'playwright-core';
import type { TestContext } from 'vitest';
import { findBrowser } from '../../../harness/process/find-browser.ts';

const executablePath = await findBrowser();

/** Skips the test where there is no browser; where `REQUIRE_BROWSER` is set, fails it. */
export function needBrowser({ skip }: Pick<TestContext, 'skip'>): void {
  if (executablePath !== undefined) return;
  const reason = 'no Chrome, Chromium or Edge here to measure slides in (CHROME_PATH names one)';
  if (process.env.REQUIRE_BROWSER) throw new Error(`${reason}, and REQUIRE_BROWSER asks for it`);
  skip(reason);
}

/** A browser that asks nobody anything; undefined where there is none. */
export async function startBrowser(): Promise<Browser | undefined> {
  if (executablePath === undefined) return undefined;
  return chromium.launch({
    executablePath,
    // It shows nothing here but our own slides; for root there is no sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-gpu',
    ],
  });
}
