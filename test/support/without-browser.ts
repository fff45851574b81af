import { findBrowser } from '../../harness/process/find-browser.ts';

const isMissing = (await findBrowser()) === undefined;

/**
 * Why a lab, or one of its claims or tasks, cannot run on this machine: it opens a page in a browser. With `REQUIRE_BROWSER`, other
 * tests fail (test/unit/talk).
 */
export const withoutBrowser = (labOrClaim: string): string | undefined =>
  isMissing && /^(19-in-a-browser\b|browser\.)/.test(labOrClaim)
    ? 'not-run: no browser found (CHROME_PATH names one)'
    : undefined;
