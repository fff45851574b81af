import { type Browser, chromium } from 'playwright-core';
import { findProgram } from '../../harness/brokers/find-program.ts';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];

/** The browser of this machine: CHROME_PATH, else one that is installed; nothing where there is none. */
async function browserPath(): Promise<string | undefined> {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  for (const name of names) {
    const found = await findProgram(name);
    if (found !== undefined) return found;
  }
  return undefined;
}

const path = await browserPath();

/** Why these tests can't run; nothing where they can. REQUIRE_BROWSER=1 makes that a failure. */
export const noBrowser =
  path === undefined && !process.env.REQUIRE_BROWSER
    ? 'not run: no Chromium, Chrome or Edge on this machine; install one, or set CHROME_PATH'
    : undefined;

export async function launch(): Promise<Browser> {
  if (path === undefined) throw new Error('REQUIRE_BROWSER is set, and there is no browser: set CHROME_PATH');
  return chromium.launch({
    executablePath: path,
    // Chromium refuses to sandbox for root, as in a container; it shows nothing here but our own pages.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
