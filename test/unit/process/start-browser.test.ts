import { expect, test } from 'vitest';
import { startBrowser } from '../../../harness/process/start-browser.ts';

test.each([
  ['/no/such/browser', /^\/no\/such\/browser does not start \(.+\): install one, or name it in CHROME_PATH$/],
  ['/bin/false', /^\/bin\/false does not start \(.+\): install one, or name it in CHROME_PATH$/],
])('a browser that does not start is said, and what to do: %s', async (program, message) => {
  const starting = startBrowser({ CHROME_PATH: program });
  await expect(starting).rejects.toMatchObject({
    code: 'no-browser',
    message: expect.stringMatching(message),
  });
});
