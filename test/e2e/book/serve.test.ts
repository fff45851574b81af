import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { type ServedBook, serveBook } from '../../../harness/book/serve/serve-book.ts';
import { parseBroker } from '../../../harness/brokers/index.ts';
import { readRecording } from '../../../labs/recordings.ts';
import { needBrowser, startBrowser } from '../../unit/talk/browser.ts';
import { violations } from '../present/accessible.ts';
import { listen } from './site.ts';

let site = '';
let served: ServedBook | undefined;
let browser: Browser | undefined;
const troubles: string[] = [];

/** The book as it is built for the path `/`. */
async function atRoot(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'mqtt-book-served-'));
  await cp(inject('bookFolder'), folder, { recursive: true });
  for (const name of await readdir(folder, { recursive: true })) {
    const file = path.join(folder, name);
    if (!/\.(?:html|js|css)$/.test(name)) continue;
    await writeFile(file, (await readFile(file, 'utf8')).replaceAll(inject('bookBase'), '/'));
  }
  return folder;
}

beforeAll(async () => {
  browser = await startBrowser();
  site = await atRoot();
  served = await serveBook(
    { site, language: 'en', broker: parseBroker('embedded'), port: 0 },
    { broker: () => {}, trouble: ({ en }) => troubles.push(en) },
  );
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await served?.[Symbol.asyncDispose]();
  await rm(site, { recursive: true, force: true });
});

const url = (): URL => new URL(served?.url ?? '');

test('only a browser that came with the token gets an answer', async () => {
  const { origin, searchParams } = url();
  const ask = async (where: string, init: RequestInit = {}) =>
    (await fetch(origin + where, { redirect: 'manual', ...init })).status;
  expect(await ask('/')).toBe(403);
  expect(await ask('/labs/03-retain/')).toBe(403);
  expect(await ask('/?token=guessed')).toBe(403);
  const entered = await fetch(`${origin}/?token=${searchParams.get('token')}`, { redirect: 'manual' });
  const [cookie = ''] = (entered.headers.get('set-cookie') ?? '').split(';');
  expect(await ask('/labs/03-retain/', { headers: { cookie } })).toBe(200);
  expect(await ask('/labs/../../package.json', { headers: { cookie } })).toBe(404);
  expect(await ask('/labs/03-retain/', { headers: { cookie, origin: 'http://elsewhere.example' } })).toBe(
    403,
  );
  const run = (headers: Record<string, string>, command: object) =>
    ask('/do', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(command),
    });
  expect(await run({ origin }, { do: 'run', lab: '03-retain' })).toBe(403);
  expect(await run({ cookie, origin: 'http://elsewhere.example' }, { do: 'run', lab: '03-retain' })).toBe(
    403,
  );
  expect(await run({ cookie, origin }, { do: 'run', lab: 'no-such-lab' })).toBe(404);
  expect(await run({ cookie, origin }, { do: 'black' })).toBe(404);
});

test.for(['/labs/03-retain/', '/ja/labs/03-retain/'])(
  'the button of %s runs the lab',
  { timeout: 120_000 },
  async (address, context) => {
    needBrowser(context);
    if (browser === undefined) throw new Error('a browser that is needed is there');
    const made = await browser.newContext({ reducedMotion: 'reduce' });
    context.onTestFinished(() => made.close());
    const page = await made.newPage();
    const complaints = listen(page, url().origin);
    await page.goto(url().href);
    await page.goto(url().origin + address);
    const status = page.locator('.run-here [role="status"]');
    await page.locator('.run-here button').click();
    const { steps, claims } = readRecording('03-retain');
    const lastStep = page.locator(`.run-step[data-live="true"][data-step="${steps.length}"]`);
    await lastStep.locator('.claims [data-verdict="holds"]').waitFor();
    await expect.poll(() => status.textContent(), { timeout: 30_000 }).toMatch(/just now|たった今/);
    expect(await page.locator('.run-step[data-live="true"]').count()).toBe(steps.length);
    expect(await page.locator('.run-step[data-step="2"] .packets li').count()).toBeGreaterThan(2);
    expect(await page.locator('[data-verdict="broken"]').count()).toBe(0);
    expect(await page.locator('.claims .mark').count()).toBe(claims.length);
    expect(await violations(page)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(troubles).toEqual([]);
  },
);
