import { findProgram, isExecutable } from './find-program.ts';

/** In the order in which they are looked for. */
const names = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'chrome',
];

/** Where macOS keeps them. */
const applications = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);

/** Path of a browser that prints and measures slides; the environment's choice first, CHROME_PATH or BROWSER_PATH. */
export async function findBrowser(
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<string | undefined> {
  const chosen = env.CHROME_PATH || env.BROWSER_PATH;
  if (chosen) return chosen;
  for (const name of names) {
    const found = await findProgram(name, env);
    if (found !== undefined) return found;
  }
  for (const path of applications) if (await isExecutable(path)) return path;
  return undefined;
}
