import { createServer } from 'node:http';
import { networkInterfaces } from 'node:os';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Presenting } from '../../../harness/talk/present/present.ts';
import { listening } from '../support/servers.ts';
import { ask, cookieFrom, type Question } from './asking.ts';
import { presenting, withBrowser } from './talk.ts';

const json = { 'Content-Type': 'application/json' };
const run = JSON.stringify({ do: 'run', lab: '03-retain' });

/** Whether there is or was a run, as a view that joins now learns. */
async function ran({ url }: Presenting): Promise<boolean> {
  const cookie = await cookieFrom(url);
  const answer = await fetch(`${new URL(url).origin}/events`, { headers: { cookie } });
  const { value } = (await answer.body?.getReader().read()) ?? {};
  const told = new TextDecoder().decode(value);
  if (!told.includes('event: stage')) throw new Error(`nothing about the stage: ${told}`);
  return told.includes('"lab":');
}

describe('who is not the presenter', () => {
  /** Each is a variation of a valid command. */
  const refused: readonly (readonly [string, number, (own: Own) => Question])[] = [
    ['has no cookie', 403, ({ origin }) => ({ headers: { ...json, origin } })],
    [
      'has a cookie of another start',
      403,
      ({ origin, cookie }) => ({ headers: { ...json, origin, cookie: `${cookie}x` } }),
    ],
    [
      'comes from another origin',
      403,
      ({ cookie }) => ({ headers: { ...json, cookie, origin: 'http://evil.example' } }),
    ],
    [
      'comes from another port',
      403,
      ({ cookie }) => ({ headers: { ...json, cookie, origin: 'http://127.0.0.1:1' } }),
    ],
    ['hides its origin', 403, ({ cookie }) => ({ headers: { ...json, cookie, origin: 'null' } })],
    ['names no origin', 403, ({ cookie }) => ({ headers: { ...json, cookie } })],
    [
      'is on another site',
      403,
      ({ cookie, origin }) => ({ headers: { ...json, cookie, origin, 'sec-fetch-site': 'cross-site' } }),
    ],
    [
      'sends a form',
      403,
      ({ cookie, origin }) => ({ headers: { cookie, origin, 'Content-Type': 'text/plain' } }),
    ],
    [
      'calls the server by another name',
      421,
      ({ cookie, origin }) => ({ headers: { ...json, cookie, origin, host: 'evil.example' } }),
    ],
  ];
  interface Own {
    readonly origin: string;
    readonly cookie: string;
  }

  test('runs nothing, by whatever variation of a command', async (context) => {
    const talk = await presenting(context);
    const { origin } = new URL(talk.url);
    const own = { origin, cookie: await cookieFrom(talk.url) };
    for (const [who, status, variation] of refused) {
      const reply = await ask(talk.url, { method: 'POST', path: '/do', body: run, ...variation(own) });
      expect(reply.status, who).toBe(status);
      expect(reply.headers['access-control-allow-origin'], who).toBeUndefined();
    }
    expect(await ran(talk)).toBe(false);
    const headers = { ...json, ...own };
    expect(await ask(talk.url, { method: 'POST', path: '/do', body: run, headers })).toMatchObject({
      status: 204,
    });
    expect(await ran(talk)).toBe(true);
  });

  test('sees nothing while the deck is for this machine only', async (context) => {
    const { url } = await presenting(context);
    for (const path of [
      '/',
      '/presenter',
      '/deck.json',
      '/notes.json',
      '/events',
      '/view.js',
      '/?token=guess',
    ]) {
      expect((await ask(url, { path })).status, path).toBe(403);
    }
  });
});

test.each([
  ['no JSON', 400, '{'],
  ['no command', 400, '{"do":"format"}'],
  ['a command with more in it than fits', 400, JSON.stringify({ do: 'run', lab: 'x'.repeat(2_000) })],
  ['a number that is none', 400, '{"do":"go","to":"1"}'],
  ['a lab that is not there', 404, '{"do":"run","lab":"99-none"}'],
  ['a path for a lab', 404, '{"do":"run","lab":"../../test/present"}'],
  ['a shell for a broker', 404, '{"do":"choose","broker":"$(id)"}'],
] as const)('%s is refused', async (_what, status, body) => {
  const { url } = await presenting({ onTestFinished });
  const headers = { ...json, origin: new URL(url).origin, cookie: await cookieFrom(url) };
  expect((await ask(url, { method: 'POST', path: '/do', body, headers })).status).toBe(status);
});

test('every answer says what a page may do, and no address leads out of the list', async (context) => {
  const { url } = await presenting(context);
  const cookie = await cookieFrom(url);
  for (const path of [
    '/',
    '/view.js',
    '/none',
    '/../package.json',
    '/%2e%2e/package.json',
    '/labs/03-retain/lab.ts',
  ]) {
    const { status, headers } = await ask(url, { path, headers: { cookie } });
    expect(status, path).toBe(path === '/' || path === '/view.js' ? 200 : 404);
    expect(headers['content-security-policy']).toContain(
      "default-src 'none'; script-src 'self'; style-src 'self'",
    );
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
});

test('the token is exchanged for a cookie that scripts and other sites can not use', async (context) => {
  const { url } = await presenting(context);
  const { pathname, search } = new URL(url);
  const { status, headers } = await ask(url, { path: `${pathname}${search}` });
  expect({ status, location: headers.location }).toEqual({ status: 303, location: '/' });
  expect(headers['set-cookie']?.[0]).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
});

const windows = withBrowser();

/** A page that tries all it can in a browser with the presenter's cookie. */
const attack = (target: string) => `<!doctype html>
<form method="post" action="${target}/do" enctype="text/plain" target="frame"><input name='{"do":"run","lab":"03-retain","x":"' value='"}'></form>
<iframe name="frame"></iframe><iframe src="${target}/"></iframe>
<script>
  const told = {};
  const body = ${JSON.stringify(run)};
  const settled = (name, promise) => promise.then((value) => { told[name] = value; }, (error) => { told[name] = String(error.name); });
  const answered = async (response) => response.type === 'opaque' ? 'opaque' : response.status;
  const opened = (thing, good) => new Promise((resolve) => { thing['on' + good] = () => resolve('open'); thing.onerror = () => resolve('refused'); });
  document.forms[0].submit();
  window.attacked = Promise.all([
    settled('blind', fetch('${target}/do', { method: 'POST', mode: 'no-cors', credentials: 'include', body }).then(answered)),
    settled('json', fetch('${target}/do', { method: 'POST', credentials: 'include', headers: { 'Content-Type': 'application/json' }, body }).then(answered)),
    settled('read', fetch('${target}/deck.json', { credentials: 'include' }).then(answered)),
    settled('events', opened(new EventSource('${target}/events', { withCredentials: true }), 'open')),
    settled('socket', opened(new WebSocket('${target.replace('http', 'ws')}/events'), 'open')),
    settled('script', new Promise((resolve) => { const s = document.createElement('script'); s.onload = () => resolve('open'); s.onerror = () => resolve('refused'); s.src = '${target}/view.js'; document.body.append(s); })),
  ]).then(() => told);
</script>`;

describe('a hostile page in the presenter’s own browser', () => {
  // Another port of the same host is another origin but the same site, so the browser sends the cookie.
  test.for(['127.0.0.1', 'localhost'])(
    'at http://%s:… starts nothing, and reads nothing',
    async (host, context) => {
      const talk = await presenting(context);
      const open = await windows(context);
      const view = await open.open(talk.url);
      const server = createServer((_, response) =>
        response.setHeader('Content-Type', 'text/html').end(attack(new URL(talk.url).origin)),
      );
      const port = await listening(server, context);
      const page = await open.context.newPage();
      await page.goto(`http://${host}:${port}/`);
      const told = await page.evaluate(() => Reflect.get(window, 'attacked'));
      expect(told).toEqual({
        blind: 'TypeError',
        json: 'TypeError',
        read: 'TypeError',
        events: 'refused',
        socket: 'refused',
        script: 'refused',
      });
      expect(await ran(talk)).toBe(false);
      await view.untilSlide(1);
    },
  );
});

const roomAddress = Object.values(networkInterfaces())
  .flatMap((addresses) => addresses ?? [])
  .find(({ internal, family }) => !internal && family === 'IPv4')?.address;

describe('a guest in the room', () => {
  beforeEach(({ skip }) => skip(roomAddress === undefined, 'not run: no IPv4 address here besides loopback'));

  test('follows the presenter, and can do nothing', async (context) => {
    const talk = await presenting(context, { host: '0.0.0.0' });
    expect(talk.room?.url).toMatch(/^http:\/\/[\d.]+:\d+\/$/);
    const presenter = await (await windows(context)).open(talk.url);
    const room = await windows(context);
    const guest = await room.open(talk.room?.url ?? '');
    await presenter.press('ArrowRight');
    await guest.untilSlide(2);
    // A guest sees no button that it may not press.
    expect(await guest.page.locator('button:visible').count()).toBe(0);
    expect(await guest.text('.lab-here')).toBe('Lab 03');
    await guest.press('ArrowRight', 'r', 'i', 'p');
    const { port } = new URL(talk.url);
    const headers = { ...json, origin: `http://${roomAddress}:${port}` };
    const at = `http://${roomAddress}:${port}`;
    expect((await ask(at, { method: 'POST', path: '/do', body: run, headers })).status).toBe(403);
    for (const path of ['/presenter', '/notes.json', '/recordings.json'])
      expect((await ask(at, { path })).status, path).toBe(404);
    await presenter.press('r');
    await guest.untilRun();
    await presenter.press('s');
    await guest.untilDone('holds');
    await presenter.press('i');
    await guest.until('.invitation svg');
    expect(await guest.text('.address')).toBe(talk.room?.url);
    expect(room.complaints).toEqual([]);
  });
});
