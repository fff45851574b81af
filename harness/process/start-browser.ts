import type { Browser } from 'playwright-core';
import { CannotRunError } from '../base/errors.ts';
import type { Text } from '../base/text.ts';
import { printable } from '../base/visible.ts';
import { findBrowser } from './find-browser.ts';

/**
 * Starts a browser without a window and with an empty profile. It ends with this process, if not before.
 * @throws CannotRunError `no-browser` if there is none, or if it does not start
 */
export async function startBrowser(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Browser> {
  const executablePath = await findBrowser(env);
  if (executablePath === undefined) throw new CannotRunError('no-browser', notFound, advice);
  // Imported here, because few commands need a browser.
  const { chromium } = await import('playwright-core');
  try {
    return await chromium.launch({
      executablePath,
      // Chromium refuses to run as root in its sandbox.
      chromiumSandbox: process.getuid?.() !== 0,
      args: quiet,
      // A signal is handled by this process, which closes what it has opened.
      handleSIGINT: false,
      handleSIGTERM: false,
      handleSIGHUP: false,
    });
  } catch (cause) {
    const why = printable(String(cause).split('\n')[0] ?? '', 200);
    throw new CannotRunError(
      'no-browser',
      {
        en: `${executablePath} does not start (${why})`,
        ja: `${executablePath} が起動しません(${why})`,
      },
      advice,
      { cause },
    );
  }
}

/** It asks no other server, and needs no graphics card. */
const quiet = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-gpu',
];

const notFound: Text = {
  en: 'no browser (Chrome, Chromium or Edge) was found',
  ja: 'ブラウザー(Chrome、Chromium、Edge のどれか)が見つかりません',
};
const advice: Text = {
  en: 'install one, or name it in CHROME_PATH',
  ja: 'インストールするか、CHROME_PATH で指定してください',
};
