import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { generate, type Packet } from 'mqtt-packet';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { usualLimits } from '../../../../harness/talk/present/room/limits.ts';
import { ask } from '../asking.ts';
import type { Clean } from '../talk.ts';
import { type BareRoom, bareRoom } from './bare-room.ts';
import { connectOf, phoneIn, roomOf, type Stranger, strangerIn } from './phones.ts';

const question = { slide: 1, asks: 'How many?', options: ['0', '1', '2'] };

describe('a hostile phone', () => {
  let talk: BareRoom;
  const ends: (() => unknown)[] = [];
  // One room for all tests, so that each phone meets the effects of those before it.
  beforeAll(async () => {
    talk = await bareRoom({ onTestFinished: (end) => void ends.unshift(end as () => unknown) });
    talk.room.ask(question);
  });
  afterAll(async () => {
    for (const end of ends) await end();
  });

  const ended: readonly [string, (stranger: Stranger) => readonly (Packet | Buffer)[]][] = [
    ['publishes to a topic of the room', ({ topics }) => [publish(topics.tally, '{}')]],
    ['publishes to another phone’s topic', ({ topics }) => [publish(topics.phone('f'.repeat(16)).vote, '1')]],
    ['retains', ({ own }) => [{ ...publish(own.vote, '1'), retain: true }]],
    ['publishes at QoS 1', ({ own }) => [{ ...publish(own.vote, '1'), qos: 1, messageId: 1 }]],
    ['publishes at QoS 2', ({ own }) => [{ ...publish(own.vote, '1'), qos: 2, messageId: 1 }]],
    ['sends words', ({ own }) => [publish(own.reaction, '<img src=x onerror=alert(1)>')]],
    ['sends much', ({ own }) => [publish(own.reaction, 'x'.repeat(100_000))]],
    [
      'announces much and sends little',
      () => [Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f, ...Buffer.alloc(300)])],
    ],
    [
      'subscribes to everything',
      () => [{ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: '#', qos: 0 }] }],
    ],
    ['floods', ({ own }) => Array(500).fill(publish(own.reaction, 'heart'))],
    ['sends no MQTT', () => [Buffer.from(`GET / HTTP/1.1\r\nHost: ${'x'.repeat(80)}\r\n\r\n`)]],
    ['sends a type that there is not', () => [Buffer.from([0x00, 0x00])]],
    ['connects twice', ({ connect: again }) => [again]],
  ];

  test.for(ended)('that %s is sent away, and nothing of it is on the slide', async ([_, says], context) => {
    const stranger = await strangerIn(talk, context);
    await stranger.raw.send(stranger.connect);
    await stranger.raw.receive('CONNACK');
    for (const packet of says(stranger)) {
      await stranger.raw.send(Buffer.isBuffer(packet) ? packet : generate(packet));
    }
    await stranger.raw.closed();
    await expectSound(talk, context);
  });

  test.for<[string, (stranger: Stranger) => Packet]>([
    ['for another topic', ({ topics }) => will(topics.tally, 'gone')],
    ['with words of its own', ({ own }) => will(own.gone, '<b>')],
    ['with wildcards', () => will('#', 'gone')],
  ])('with a last will %s is not let in', async ([_, says], context) => {
    const stranger = await strangerIn(talk, context);
    await stranger.raw.send(generate(says(stranger)));
    await stranger.raw.closed();
    expect(stranger.raw.unread).toEqual([]);
    await expectSound(talk, context);
  });

  test('that says nothing is sent away', { timeout: 30_000 }, async (context) => {
    const stranger = await strangerIn(talk, context);
    await stranger.raw.closed({ deadline: usualLimits.patience * 3 });
  });

  test('with text frames, or frames that are too long, is sent away', async (context) => {
    for (const data of ['text', Buffer.alloc(70_000)]) {
      const client = new WebSocket(roomOf(talk).socket, 'mqtt');
      client.on('error', () => {});
      await once(client, 'open');
      client.send(data);
      await once(client, 'close');
    }
    await expectSound(talk, context);
  });

  test('with bytes instead of a handshake, or a broken one, is answered', async (context) => {
    const { host, port, pathname } = new URL(roomOf(talk).page);
    const lines = [
      `GET ${pathname}mqtt HTTP/1.1`,
      `Host: ${host}`,
      'Connection: Upgrade',
      'Upgrade: websocket',
    ];
    for (const more of [
      'Sec-WebSocket-Protocol: mqtt',
      'Sec-WebSocket-Protocol: mqtt\r\nSec-WebSocket-Key: short',
    ]) {
      const socket = connect({ host: '127.0.0.1', port: Number(port) });
      socket.on('error', () => {}).resume();
      socket.write(`${[...lines, more].join('\r\n')}\r\n\r\n`);
      await once(socket, 'close');
    }
    await expectSound(talk, context);
  });
});

test('thousands of connections from one address lock nobody out', { timeout: 120_000 }, async (context) => {
  const talk = await bareRoom(context);
  const { socket, page, topics } = roomOf(talk);
  const opened = await Promise.all(
    Array.from({ length: 2_000 }, async () => {
      const client = new WebSocket(socket, 'mqtt');
      context.onTestFinished(() => client.terminate());
      const { promise, resolve } = Promise.withResolvers<boolean>();
      client.once('error', () => resolve(false));
      client.once('open', () => {
        const id = randomBytes(8).toString('hex');
        // The connection stays open.
        client.send(generate(connectOf(id, topics.phone(id))));
        resolve(true);
      });
      return promise;
    }),
  );
  expect(opened.filter(Boolean)).toHaveLength(usualLimits.fromOneAddress);
  expect(await (await fetch(`${page}state`)).json()).toBe('full');
  await expectPresenter(talk);
});

const publish = (topic: string, payload: string) =>
  ({ cmd: 'publish', topic, payload, qos: 0, retain: false, dup: false }) as const satisfies Packet;

const will = (topic: string, payload: string): Packet => ({
  cmd: 'connect',
  protocolId: 'MQTT',
  protocolVersion: 4,
  clean: true,
  clientId: 'f'.repeat(16),
  keepalive: 15,
  will: { topic, payload: Buffer.from(payload), qos: 0, retain: false },
});

/** Expects that phones can vote, that nothing of strangers reaches the stage, and that the presenter has control. */
async function expectSound(talk: BareRoom, context: Clean): Promise<void> {
  const phone = await phoneIn(talk, context);
  phone.client.publish(phone.own.vote, '1');
  await phone.heard(phone.topics.tally, (told) => /"votes":\[\d,[1-9],\d\]/.test(JSON.stringify(told)));
  expect(JSON.stringify(talk.told)).not.toMatch(/<|onerror|x{20}|\$SYS/);
  const payloads = talk.told.flatMap(({ packets }) => packets.map(({ payload }) => payload));
  expect(payloads.filter((payload) => !/^([0-2]|heart|gone)$/.test(payload))).toEqual([]);
  await expectPresenter(talk);
}

async function expectPresenter({ url, cookie }: BareRoom): Promise<void> {
  expect((await ask(url, { path: '/deck.json', headers: { cookie } })).status).toBe(200);
  const { origin } = new URL(url);
  const headers = { 'Content-Type': 'application/json', origin, cookie };
  const body = JSON.stringify({ do: 'go', to: 1 });
  expect((await ask(url, { method: 'POST', path: '/do', headers, body })).status).toBe(204);
}
