import { request } from 'node:http';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { servePage } from '../../../../harness/lab/browser/serve-page.ts';
import { repositoryRoot } from '../../../../harness/process/repository-root.ts';

const page = path.join(repositoryRoot, 'labs/19-in-a-browser/page.html');

async function served(file: string) {
  const server = await servePage(file);
  onTestFinished(() => server[Symbol.asyncDispose]());
  return server.url;
}

/** The status of a request whose path is sent as it is written here. */
const statusOf = (url: string, target: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    const asking = request(new URL(url), { path: target, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asking.on('error', reject).end();
  });

test('the page and the MQTT.js that it names are there', async () => {
  const url = await served(page);
  const answer = await fetch(url);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  const [, source = ''] = /<script src="([^"]+)"/.exec(await answer.text()) ?? [];
  const script = await fetch(new URL(source, url));
  expect([script.status, script.headers.get('content-type')]).toEqual([200, 'text/javascript']);
  expect((await script.text()).length).toBeGreaterThan(100_000);
});

test.for([
  '/',
  '/lab.ts',
  '/../lab.ts',
  '/page.html/../../../package.json',
  '/node_modules/mqtt/package.json',
  '/%2e%2e/%2e%2e/package.json',
  '/%',
  '//',
  '*',
])('nothing else is there: %s', async (target) => {
  expect(await statusOf(await served(page), target)).toBe(404);
});

test('a page that is gone is an answer, too', async () => {
  expect(await statusOf(await served('/no/such/page.html'), '/page.html')).toBe(404);
});
