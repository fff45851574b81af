import { rm } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { CannotRunError } from '../../../base/errors.ts';
import { findBrowser } from '../../../process/find-browser.ts';
import { temporaryFolder } from '../../../process/temporary-folder.ts';

/**
 * Starts the browser that the environment names, otherwise one of this machine; undefined if there is none.
 * @throws CannotRunError `browser-failed` for one that does not start, `no-temporary-folder`
 */
export async function launchBrowser(): Promise<Browser | undefined> {
  // The browser's profile is a temporary folder; the error of the browser would not say so.
  await rm(await temporaryFolder('mqtt-hands-on-slides-'), { recursive: true });
  const executablePath = await findBrowser();
  // The installer of Windows puts Edge into no folder of PATH.
  if (executablePath === undefined && process.platform !== 'win32') return undefined;
  const { chromium } = await import('playwright-core');
  try {
    return await chromium.launch({
      ...(executablePath === undefined ? { channel: 'msedge' } : { executablePath }),
      // Chromium refuses to sandbox for root, for example in a container; here it shows only our own deck.
      chromiumSandbox: process.getuid?.() !== 0,
    });
  } catch (cause) {
    if (executablePath === undefined) return undefined;
    throw new CannotRunError(
      'browser-failed',
      { en: `${executablePath} does not start`, ja: `${executablePath} を起動できません` },
      {
        en: 'set CHROME_PATH to Chrome, Chromium or Edge',
        ja: 'CHROME_PATH で Chrome、Chromium、Edge のどれかを指定してください',
      },
      { cause },
    );
  }
}
