import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { fixedPatience } from '../../../../harness/base/patience.ts';
import { load } from '../../../../harness/lab/browser/load.ts';
import { lendBrowser } from '../../../../harness/lab/browser/shared-browser.ts';
import { needBrowser } from '../../../unit/talk/browser.ts';

/** Short, because each of these pages takes all of it. */
const WITHIN_MS = 1_500;

/** A server with this page; it never answers for anything else. */
async function serve(html: string): Promise<string> {
  const server = createServer(({ url }, response) => {
    if (url === '/') response.writeHead(200, { 'Content-Type': 'text/html' }).end(html);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

async function loaded(html: string): Promise<void> {
  const browser = await lendBrowser();
  onTestFinished(() => browser.giveBack());
  const window = await browser.newWindow();
  await load(fixedPatience(), browser, await window.newPage(), await serve(html), WITHIN_MS);
}

it.for(['', "console.log('x')"])('a page in an endless loop is to blame: %s', async (body, { skip }) => {
  needBrowser({ skip });
  await expect(loaded(`<script>for (;;) ${body};</script>`)).rejects.toThrow(
    'waited 1500 ms for the browser to load the page',
  );
});

it('a page that waits for another server is to blame, and the address is told', async ({ skip }) => {
  needBrowser({ skip });
  const other = await serve('');
  await expect(loaded(`<script src="${other}mute.js"></script>`)).rejects.toThrow(
    `waited 1500 ms for an answer from ${other}mute.js, which the page asks for something`,
  );
});

it('a page at rest that does not get what it needs of its own server is not to blame', async ({ skip }) => {
  needBrowser({ skip });
  await expect(loaded('<script src="/mute.js"></script>')).rejects.toMatchObject({
    code: 'machine-too-busy',
  });
});

it('a browser in which no page answers is to blame, and not the page', async ({ skip }) => {
  needBrowser({ skip });
  const browser = await lendBrowser();
  onTestFinished(() => browser.giveBack());
  const frozen = { newWindow: () => new Promise<never>(() => {}) };
  const window = await browser.newWindow();
  const page = await window.newPage();
  const url = await serve('<script>for (;;);</script>');
  await expect(load(fixedPatience(), frozen, page, url, WITHIN_MS)).rejects.toMatchObject({
    code: 'machine-too-busy',
  });
});
