import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Presenting } from '../../../harness/talk/present/present.ts';
import { cookieFrom } from './asking.ts';
import { exchange, statuses } from './raw.ts';
import { presenting } from './talk.ts';

/** A request of the presenter's page, with a different request line or different fields. */
async function asPresenter({ url }: Presenting) {
  const { host, origin } = new URL(url);
  const cookie = await cookieFrom(url);
  return (line: string, fields: Readonly<Record<string, string>> = {}, body = '') =>
    [
      line,
      ...Object.entries({ Host: host, Cookie: cookie, Origin: origin, Connection: 'close', ...fields }).map(
        ([name, value]) => `${name}: ${value}`,
      ),
      '',
      body,
    ].join('\r\n');
}

let talk: Presenting;
const ends: (() => unknown)[] = [];
// One talk for all tests, so that each request meets the effects of those before it.
beforeAll(async () => {
  talk = await presenting({ onTestFinished: (end) => ends.unshift(end as () => unknown) });
});
afterAll(async () => {
  for (const end of ends) await end();
});

/** Expects that the talk still runs and answers. */
async function requireAlive(): Promise<void> {
  const request = await asPresenter(talk);
  expect(statuses(await exchange(talk.url, request('GET /deck.json HTTP/1.1')))).toEqual([200]);
}

test.for([
  ['GET // HTTP/1.1', 404],
  ['GET ///?token=x HTTP/1.1', 404],
  ['GET //evil.example/ HTTP/1.1', 404],
  ['GET /\\ HTTP/1.1', 404],
  ['GET /%zz HTTP/1.1', 404],
  ['GET /?token=%zz HTTP/1.1', 403],
  ['GET /__proto__ HTTP/1.1', 404],
  ['GET http://evil.example:99999/ HTTP/1.1', 400],
  ['GET http:// HTTP/1.1', 400],
  ['GET * HTTP/1.1', 400],
  ['OPTIONS * HTTP/1.1', 400],
  ['GET ? HTTP/1.1', 400],
  ['GET  HTTP/1.1', 400],
  ['DELETE / HTTP/1.1', 405],
  ['CONNECT evil.example:443 HTTP/1.1', 405],
  ['BREW / HTTP/1.1', 400],
  ['GET / HTTP/9.9', 400],
] as const)('%s is answered with %i', async ([line, status]) => {
  const request = await asPresenter(talk);
  expect(statuses(await exchange(talk.url, request(line)))).toEqual([status]);
  await requireAlive();
});

test.for([
  ['a WebSocket', 'GET /deck.json HTTP/1.1', { Connection: 'Upgrade', Upgrade: 'websocket' }, 200],
  ['HTTP/2', 'GET /deck.json HTTP/1.1', { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c' }, 200],
  ['to be expected', 'POST /do HTTP/1.1', { Expect: 'the unexpected' }, 417],
  ['two lengths', 'POST /do HTTP/1.1', { 'Content-Length': '1, 2' }, 400],
  ['a length that is none', 'POST /do HTTP/1.1', { 'Content-Length': '-1' }, 400],
  ['more fields than fit', 'GET / HTTP/1.1', { 'X-Long': 'x'.repeat(40_000) }, 431],
  ['a cookie without a name', 'GET /deck.json HTTP/1.1', { Cookie: '=; ;;=' }, 403],
  ['a host that is none', 'GET / HTTP/1.1', { Host: '[' }, 421],
] as const)('who asks for %s is answered', async ([_, line, fields, status]) => {
  const request = await asPresenter(talk);
  expect(statuses(await exchange(talk.url, request(line, fields)))).toEqual([status]);
  await requireAlive();
});

test('a command that does not end is refused before it does', async () => {
  const request = await asPresenter(talk);
  const body = 'x'.repeat(1_000_000);
  const fields = { 'Content-Type': 'application/json', 'Content-Length': String(body.length) };
  expect(statuses(await exchange(talk.url, request('POST /do HTTP/1.1', fields, body)))).toEqual([400]);
  await requireAlive();
});

describe('whatever is asked', { timeout: 60_000 }, () => {
  const target = fc.oneof(
    fc.webPath(),
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.string({
      unit: fc.constantFrom('/', '\\', '?', '#', '%', ':', '@', '[', ']', '.', '*', 'a', '\u00ff'),
    }),
    fc.string({ unit: fc.integer({ min: 0x21, max: 0xff }).map((code) => String.fromCharCode(code)) }),
  );
  const method = fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'OPTIONS', 'CONNECT', 'TRACE', 'PATCH');
  const known = [
    'Host',
    'Origin',
    'Cookie',
    'Sec-Fetch-Site',
    'Content-Type',
    'Upgrade',
    'Accept',
    'Referer',
  ];
  const value = fc.string({
    unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
  });
  const fields = fc.dictionary(fc.constantFrom(...known), value, { maxKeys: 3 });

  test('has an answer, and ends nothing', async () => {
    const request = await asPresenter(talk);
    await fc.assert(
      fc.asyncProperty(method, target, fields, fc.json(), async (verb, path, more, body) => {
        // An event stream stays open; another test is about it.
        fc.pre(!path.startsWith('/events'));
        const line = `${verb} ${path} HTTP/1.1`;
        const bytes = request(line, { ...more, 'Content-Length': String(Buffer.byteLength(body)) }, body);
        expect(statuses(await exchange(talk.url, Buffer.from(bytes, 'latin1')))[0]).toBeGreaterThan(199);
      }),
      { numRuns: 400 },
    );
    await requireAlive();
  });

  test('bytes of any kind end nothing', async () => {
    const request = await asPresenter(talk);
    const whole = Buffer.from(request('GET /deck.json HTTP/1.1'), 'latin1');
    const broken = fc
      .tuple(fc.nat(whole.length), fc.nat(whole.length), fc.uint8Array({ maxLength: 40 }))
      .map(([from, to, bytes]) =>
        Buffer.concat([whole.subarray(0, Math.min(from, to)), bytes, whole.subarray(Math.max(from, to))]),
      );
    await fc.assert(
      fc.asyncProperty(fc.oneof(broken, fc.uint8Array({ maxLength: 200 })), async (bytes) => {
        // The server may also reset the connection, because it has not read all bytes.
        await exchange(talk.url, bytes).catch(() => {});
      }),
      { numRuns: 400 },
    );
    await requireAlive();
  });
});

test('event streams that break off in every place end nothing', async () => {
  const request = await asPresenter(talk);
  for (let count = 0; count < 40; count++) {
    const aborting = new AbortController();
    const opened = fetch(new URL('/events', talk.url), {
      headers: { cookie: await cookieFrom(talk.url) },
      signal: aborting.signal,
    });
    if (count % 2 === 0) await (await opened).body?.getReader().read();
    aborting.abort();
    await opened.catch(() => {});
    const headers = { 'Content-Type': 'application/json' };
    const body = JSON.stringify({ do: 'move', by: 1 });
    const fields = { ...headers, 'Content-Length': String(body.length) };
    expect(statuses(await exchange(talk.url, request('POST /do HTTP/1.1', fields, body)))).toEqual([204]);
  }
  await requireAlive();
});
