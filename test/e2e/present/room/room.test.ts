import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openRawClient } from '../../../../harness/wire/client/raw-client.ts';
import { ask, cookieFrom } from '../asking.ts';
import { presenting } from '../talk.ts';
import { bareRoom } from './bare-room.ts';
import { phoneIn, roomOf } from './phones.ts';

const question = { slide: 1, asks: 'How many?', options: ['0', '1', '2'] };

/** Whether a message is a tally with these votes and phones. */
const tally = (votes: readonly number[], phones: number) => (told: unknown) =>
  JSON.stringify(told) === JSON.stringify({ slide: 1, votes, phones });

test('phones vote, change their vote, come late and leave; the broker says so to all', async (context) => {
  const talk = await bareRoom(context);
  const one = await phoneIn(talk, context);
  await one.heard(one.topics.question, (told) => told === null);
  talk.room.ask(question);
  expect(await one.heard(one.topics.question, Boolean)).toEqual(question);
  const two = await phoneIn(talk, context);
  one.client.publish(one.own.vote, '2');
  two.client.publish(two.own.vote, '0');
  await one.heard(one.topics.tally, tally([1, 0, 1], 2));
  two.client.publish(two.own.vote, '2');
  await one.heard(one.topics.tally, tally([0, 0, 2], 2));
  const late = await phoneIn(talk, context);
  await late.heard(late.topics.question, Boolean);
  await late.heard(late.topics.tally, tally([0, 0, 2], 3));
  expect(late.kept).toContain(late.topics.question);
  // Ends like a phone whose tab is closed: without DISCONNECT.
  two.client.stream.destroy();
  await late.heard(late.topics.tally, tally([0, 0, 1], 2));
  talk.room.ask(undefined);
  await late.heard(late.topics.question, (told) => told === null);
});

test('a phone that comes back by the same id takes its own place', async (context) => {
  const talk = await bareRoom(context);
  talk.room.ask(question);
  const one = await phoneIn(talk, context);
  one.client.publish(one.own.vote, '1');
  await one.heard(one.topics.tally, tally([0, 1, 0], 1));
  const again = await phoneIn(talk, context, {
    clientId: one.id,
    will: { topic: one.own.gone, payload: Buffer.from('gone'), qos: 0, retain: false },
  });
  again.client.publish(one.own.vote, '1');
  await again.heard(one.topics.tally, tally([0, 1, 0], 1));
});

test('the room is turned off at once, and on again', async (context) => {
  const talk = await bareRoom(context);
  const { page, socket } = roomOf(talk);
  const one = await phoneIn(talk, context);
  const state = async () => (await fetch(`${page}state`)).json();
  expect(await state()).toBe('open');
  const closed = new Promise<void>((resolve) => one.client.once('close', () => resolve()));
  talk.room.toggle();
  await closed;
  expect(await state()).toBe('off');
  await expect(openRawClient(socket)).rejects.toThrow('503');
  talk.room.toggle();
  await talk.room.ready;
  const two = await phoneIn(talk, context);
  await two.heard(two.topics.tally, (told) => JSON.stringify(told).includes('"phones":1'));
});

test('at the end of the talk phones are told', async (context) => {
  const ends: (() => unknown)[] = [];
  const talk = await bareRoom({ onTestFinished: (end) => void ends.unshift(end as () => unknown) });
  const one = await phoneIn(talk, context);
  const over = new Promise<string>((resolve) => {
    one.client.on('message', (topic, payload) => {
      if (topic === one.topics.state) resolve(payload.toString());
    });
    one.client.on('close', () => resolve('closed before'));
  });
  for (const end of ends) await end();
  expect(await over).toBe('over');
});

describe('without --room', () => {
  test('there is none: no page, no upgrade, no command', async (context) => {
    const talk = await presenting(context);
    expect(talk.phones).toBeUndefined();
    const cookie = await cookieFrom(talk.url);
    for (const path of ['/room/', '/room/x/', '/room/x/phone.js', '/room/x/state', '/room/x/mqtt']) {
      const upgrade = { Connection: 'Upgrade', Upgrade: 'websocket', 'Sec-WebSocket-Protocol': 'mqtt' };
      expect((await ask(talk.url, { path, headers: { cookie } })).status, path).toBe(404);
      expect((await ask(talk.url, { path, headers: { cookie, ...upgrade } })).status, path).toBe(404);
    }
    const headers = { 'Content-Type': 'application/json', origin: new URL(talk.url).origin, cookie };
    for (const command of ['toggle-room', 'invite-phones']) {
      const body = JSON.stringify({ do: command });
      expect((await ask(talk.url, { method: 'POST', path: '/do', headers, body })).status).toBe(404);
    }
  });
});

test('with it, other sessions, other paths and other pages find nothing', async (context) => {
  const talk = await bareRoom(context);
  const { page, socket } = roomOf(talk);
  const { pathname, host } = new URL(page);
  for (const path of [
    '/room/',
    '/room/x/',
    `${pathname}x`,
    `${pathname}__proto__`,
    `${pathname}../`,
    `${pathname}mqtt`,
  ])
    expect((await ask(talk.url, { path })).status, path).toBeGreaterThanOrEqual(403);
  const refused = async (url: string, headers: Readonly<Record<string, string>>) => {
    const client = new WebSocket(url, 'mqtt', { headers });
    const [error] = await once(client, 'error');
    return String(error);
  };
  expect(await refused(socket.replace(pathname, '/room/x/'), {})).toContain('403');
  expect(await refused(socket, { Origin: 'http://evil.example' })).toContain('403');
  expect(await refused(socket, { Host: 'evil.example' })).toMatch(/hang up|421/);
  expect(await refused(`ws://${host}/events`, {})).toContain('403');
  const { headers, status } = await ask(talk.url, { path: pathname });
  expect(status).toBe(200);
  expect(headers['content-security-policy']).toContain(`connect-src 'self' ws://${host}`);
});
