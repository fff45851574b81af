import { once } from 'node:events';
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, inject, type TestContext } from 'vitest';
import { needBrowser, startBrowser } from '../../unit/talk/browser.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
};

/** A page in a browser, and what went wrong on it. */
export interface Opened {
  readonly page: Page;
  /** Errors, requests without an answer, and requests that were for another machine. */
  readonly complaints: string[];
}

type Open = (address: string, options?: BrowserContextOptions) => Promise<Opened>;

/** Serves the built book as a plain server does, and opens pages of it. */
export function withBook(): (context: Pick<TestContext, 'onTestFinished' | 'skip'>) => Open {
  let browser: Browser | undefined;
  const server = createServer(({ url = '/' }, response) => {
    const file = fileAt(new URL(url, 'http://book').pathname);
    if (file === undefined) response.writeHead(404).end();
    else
      response
        .writeHead(200, { 'Content-Type': types[path.extname(file)] ?? 'application/octet-stream' })
        .end(readFileSync(file));
  });
  let origin = '';
  beforeAll(async () => {
    browser = await startBrowser();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    await browser?.close();
    server.close();
  });
  return (context) => {
    needBrowser(context);
    return async (address, options = {}) => {
      if (browser === undefined) throw new Error('a browser that is needed is there');
      const made = await browser.newContext({ viewport: { width: 1280, height: 720 }, ...options });
      context.onTestFinished(() => made.close());
      const page = await made.newPage();
      const complaints = listen(page, origin);
      await page.goto(origin + address);
      return { page, complaints };
    };
  };
}

function fileAt(pathname: string): string | undefined {
  if (!pathname.startsWith(inject('bookBase'))) return undefined;
  const found = path.join(
    inject('bookFolder'),
    decodeURIComponent(pathname.slice(inject('bookBase').length)),
  );
  const stat = statSync(found, { throwIfNoEntry: false });
  return stat?.isDirectory() ? path.join(found, 'index.html') : stat && found;
}

/** Collects what goes wrong on a page. */
export function listen(page: Page, origin: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(?:data|blob):/.test(url)) complaints.push(`asked ${url}`);
  });
  return complaints;
}
