import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generate } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { within } from '../../../../harness/base/deadline.ts';
import { CannotRunError } from '../../../../harness/base/errors.ts';
import type { ConnectionEvent, PacketEntry, TraceEntry } from '../../../../harness/protocol/packet.ts';
import { openTap } from '../../../../harness/wire/tap/tap.ts';
import { connect, remainingLength } from '../stream/byte-streams.ts';
import {
  awaited,
  entry,
  type Line,
  lineThrough,
  listen,
  receive,
  receiveAll,
  tapOn,
  tappedLine,
} from './fixtures.ts';

const pingreq = generate({ cmd: 'pingreq' });

async function send(line: Line, from: 'client' | 'broker', bytes: Buffer): Promise<void> {
  const [source, target] = from === 'client' ? [line.client, line.broker] : [line.broker, line.client];
  source.write(bytes);
  expect((await receive(target, bytes.length)).equals(bytes)).toBe(true);
}

const packetsOf = (entries: readonly TraceEntry[]): PacketEntry[] =>
  entries.filter((found): found is PacketEntry => found.kind === 'packet');
const eventsOf = (entries: readonly TraceEntry[]): string[] =>
  entries.flatMap((found) => (found.kind === 'connection' ? found.what : []));
const isEvent = (what: ConnectionEvent) => (found: TraceEntry) =>
  found.kind === 'connection' && found.what === what;

describe('the trace', () => {
  test('names type, direction, client, size and fields of each packet, in order', async () => {
    const told: TraceEntry[] = [];
    const line = await tappedLine({
      nameOf: (id) => id.replace('run-1-', ''),
      onEntry: (found) => told.push(found),
    });
    await send(line, 'client', connect('run-1-publisher'));
    await send(line, 'broker', generate({ cmd: 'connack', returnCode: 0, sessionPresent: true }));
    const publish = generate({
      cmd: 'publish',
      topic: 'office/door',
      payload: 'open',
      qos: 1,
      messageId: 7,
      dup: true,
      retain: false,
    });
    await send(line, 'client', publish);
    const base = { kind: 'packet', connection: 1, client: 'publisher', fate: 'passed' };
    expect(line.tap.entries).toMatchObject([
      { kind: 'connection', what: 'opened', client: '?' },
      {
        ...base,
        direction: 'to-broker',
        type: 'CONNECT',
        fields: { clientId: 'run-1-publisher', protocolVersion: 4, keepAlive: 60 },
      },
      {
        ...base,
        direction: 'to-client',
        type: 'CONNACK',
        size: 4,
        fields: { sessionPresent: true, returnCode: 0 },
      },
      {
        ...base,
        direction: 'to-broker',
        type: 'PUBLISH',
        size: publish.length,
        fields: { topic: 'office/door', qos: 1, dup: true, retain: false, messageId: 7, payloadLength: 4 },
        bytes: publish,
      },
    ]);
    expect(told).toEqual(line.tap.entries);
    const times = told.map(({ at }) => at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  test('tells connections apart and goes on counting them', async () => {
    const listener = await listen();
    const tap = await tapOn(`mqtt://127.0.0.1:${listener.port}`);
    const lines = [
      await lineThrough(tap, listener),
      await lineThrough(tap, listener),
      await lineThrough(tap, listener),
    ];
    for (const [index, line] of lines.entries()) await send(line, 'client', connect(`client-${index}`));
    expect(packetsOf(tap.entries).map(({ connection, client }) => [connection, client])).toEqual([
      [1, 'client-0'],
      [2, 'client-1'],
      [3, 'client-2'],
    ]);
  });

  test('a client without an id goes by its connection, until a broker of MQTT 5 assigns one', async () => {
    const line = await tappedLine();
    await send(line, 'client', connect('', 5));
    const connack = generate(
      {
        cmd: 'connack',
        reasonCode: 0,
        sessionPresent: false,
        properties: { assignedClientIdentifier: 'auto-1' },
      },
      { protocolVersion: 5 },
    );
    await send(line, 'broker', connack);
    expect(packetsOf(line.tap.entries).map(({ client }) => client)).toEqual(['#1', 'auto-1']);
  });

  test.each([4, 5] as const)(
    'reads packets at the level of their connection: %i',
    async (protocolVersion) => {
      const line = await tappedLine();
      await send(line, 'client', connect('subscriber', protocolVersion));
      const subscribe = generate(
        {
          cmd: 'subscribe',
          messageId: 1,
          subscriptions: [{ topic: 'office/#', qos: 2, nl: true, rap: false, rh: 1 }],
        },
        { protocolVersion },
      );
      await send(line, 'client', subscribe);
      const options =
        protocolVersion === 5 ? { noLocal: true, retainAsPublished: false, retainHandling: 1 } : {};
      expect(packetsOf(line.tap.entries)[1]?.fields).toEqual({
        messageId: 1,
        subscriptions: [{ filter: 'office/#', qos: 2, ...options }],
      });
    },
  );

  test.each([4, 5] as const)(
    'keeps no user name and no password, protocol level %i',
    async (protocolVersion) => {
      const line = await tappedLine();
      const packet = generate({
        cmd: 'connect',
        protocolId: 'MQTT',
        protocolVersion,
        clientId: 'publisher',
        clean: true,
        keepalive: 60,
        username: 'ada',
        password: Buffer.from('lovelace'),
        will: { topic: 'gone', payload: 'ada', qos: 1, retain: true },
      });
      await send(line, 'client', packet);
      const [found] = packetsOf(line.tap.entries);
      expect(found?.fields).toMatchObject({
        username: true,
        password: true,
        will: { topic: 'gone', qos: 1, retain: true },
      });
      expect(JSON.stringify(found?.fields)).not.toContain('lovelace');
      const text = Buffer.from(found?.bytes ?? []).toString('latin1');
      expect(text).not.toContain('lovelace');
      expect(text.slice(-15)).toBe('\0\x03***\0\x08********');
      expect(found?.bytes).toHaveLength(packet.length);
    },
  );
});

test('keeps no authentication data of MQTT 5', async () => {
  const line = await tappedLine();
  await send(line, 'client', connect('publisher', 5));
  const properties = { authenticationMethod: 'token', authenticationData: Buffer.from('lovelace') };
  await send(line, 'client', generate({ cmd: 'auth', reasonCode: 0x18, properties }, { protocolVersion: 5 }));
  const found = packetsOf(line.tap.entries)[1];
  expect(found?.fields.properties).toMatchObject({
    authenticationMethod: 'token',
    authenticationData: Buffer.from('********'),
  });
  expect(Buffer.from(found?.bytes ?? []).includes('lovelace')).toBe(false);
});

describe('what is no MQTT, or bad MQTT', () => {
  test.each([
    ['an HTTP request', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['an HTTP request that begins like a PUBREC', 'POST / HTTP/1.1\r\nHost: localhost\r\n\r\n'.padEnd(200)],
    ['a TLS handshake', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'.padEnd(600, 'x')],
    ['zeros', '\0\0\0\0'],
  ])('%s passes and is marked', async (_, text) => {
    const line = await tappedLine();
    await send(line, 'client', Buffer.from(text, 'latin1'));
    await send(line, 'broker', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(packetsOf(line.tap.entries)).toEqual([]);
    expect(eventsOf(line.tap.entries)).toEqual(['opened', 'not-mqtt']);
  });

  test('a server that speaks first is marked', async () => {
    const line = await tappedLine();
    await send(line, 'broker', Buffer.from('220 mail.example ESMTP\r\n'.padEnd(100)));
    expect(eventsOf(line.tap.entries)).toEqual(['opened', 'not-mqtt']);
  });

  test('MQTT goes on being read when the server answers something else', async () => {
    const line = await tappedLine();
    await send(line, 'client', connect('publisher'));
    await send(line, 'broker', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n'));
    await send(line, 'client', pingreq);
    expect(eventsOf(line.tap.entries)).toEqual(['opened', 'not-mqtt']);
    expect(packetsOf(line.tap.entries).map(({ type }) => type)).toEqual(['CONNECT', 'PINGREQ']);
  });

  test('a malformed packet passes as it is and says what is wrong; the next one is read again', async () => {
    const line = await tappedLine();
    await send(line, 'client', connect('publisher'));
    await send(line, 'client', Buffer.from([0x36, 0x03, 0x00, 0x01, 0x61]));
    await send(line, 'client', Buffer.from([0x40, 0x03, 0x00, 0x01, 0x61]));
    await send(line, 'client', pingreq);
    expect(packetsOf(line.tap.entries).slice(1)).toMatchObject([
      { type: 'PUBLISH', size: 5, fields: {}, malformed: 'Packet must not have both QoS bits set to 1' },
      { type: 'PUBACK', malformed: '5 bytes long instead of 4' },
      { type: 'PINGREQ', size: 2 },
    ]);
    expect(packetsOf(line.tap.entries)[3]).not.toHaveProperty('malformed');
  });

  test('a stream that stops being MQTT passes unread from there on', async () => {
    const line = await tappedLine();
    await send(line, 'client', connect('publisher'));
    await send(
      line,
      'client',
      Buffer.concat([pingreq, Buffer.from([0x30, 0xff, 0xff, 0xff, 0xff, 0x01]), pingreq]),
    );
    expect(line.tap.entries.at(-1)).toMatchObject({
      what: 'not-mqtt',
      direction: 'to-broker',
      detail: 'remaining length of more than 4 bytes',
    });
    expect(packetsOf(line.tap.entries)).toHaveLength(2);
  });
});

describe('ends', () => {
  test.each(['client', 'broker'] as const)('the %s may end its side and go on receiving', async (side) => {
    const line = await tappedLine();
    await send(line, 'client', connect('publisher'));
    const other = side === 'client' ? 'broker' : 'client';
    const end = receiveAll(line[other]);
    line[side].end(pingreq);
    expect(await end).toEqual(pingreq);
    await send(line, other, pingreq);
    line[other].end();
    await within(once(line[side].resume(), 'close'), awaited('the close'));
    expect(eventsOf(line.tap.entries)).toEqual(['opened', `closed-by-${side}`]);
  });

  test.each(['client', 'broker'] as const)(
    'a reset by the %s reaches the other side as a reset',
    async (side) => {
      const line = await tappedLine();
      await send(line, 'client', connect('publisher'));
      const other = side === 'client' ? line.broker : line.client;
      const reset = new Promise((resolve) => other.once('error', resolve));
      line[side].resetAndDestroy();
      expect(await within(reset, awaited('the reset'))).toMatchObject({ code: 'ECONNRESET' });
      expect(line.tap.entries.at(-1)).toMatchObject({ what: `closed-by-${side}`, detail: 'ECONNRESET' });
    },
  );

  test('a client that disconnects in mid-packet is marked, and what it sent arrives', async () => {
    const line = await tappedLine();
    line.tap.lose('PUBLISH').on('hall');
    await send(line, 'client', connect('publisher'));
    const end = receiveAll(line.broker);
    const half = generate({
      cmd: 'publish',
      topic: 'office/door',
      payload: 'open',
      qos: 0,
      dup: false,
      retain: false,
    }).subarray(0, 9);
    line.client.end(half);
    expect(await end).toEqual(half);
    expect(eventsOf(line.tap.entries)).toEqual(['opened', 'closed-by-client', 'ended-mid-packet']);
  });

  test('a dead endpoint: the client is closed, the trace says why, and opening the tap did not mind', async () => {
    const listener = await listen();
    const free = await tapOn(`mqtt://127.0.0.1:${listener.port}`);
    const { port } = new URL(free.url);
    await free.close();
    const tap = await tapOn(`mqtt://127.0.0.1:${port}`);
    const client = connectTcp(Number(new URL(tap.url).port), '127.0.0.1').on('error', () => {});
    client.write(connect('publisher'));
    await within(once(client.resume(), 'close'), awaited('the close'));
    expect(tap.entries).toMatchObject([
      { what: 'opened' },
      { what: 'broker-unreachable', detail: 'ECONNREFUSED' },
    ]);
  });

  test('an endpoint that never answers is given up on', async () => {
    // TEST-NET-1 [RFC 5737] is routed nowhere; without a network the system says so at once, which will do too.
    const tap = await tapOn('mqtt://192.0.2.1', { limits: { connectMs: 50 } });
    const client = connectTcp(Number(new URL(tap.url).port), '127.0.0.1').on('error', () => {});
    await within(once(client.resume(), 'close'), awaited('the close'));
    expect(tap.entries.at(-1)).toMatchObject({ what: 'broker-unreachable' });
  });

  // Looking up a name takes longer than a client that only knocks, as a port check does.
  test('a client that ends its side before the broker is reached: it closed, and the broker hears of it', async () => {
    const listener = await listen();
    const tap = await tapOn(`mqtt://localhost:${listener.port}`);
    const reached = listener.accepted();
    connectTcp(Number(new URL(tap.url).port), '127.0.0.1')
      .end()
      .resume();
    const broker = await reached;
    await receiveAll(broker);
    broker.end();
    await entry(tap, isEvent('closed-by-client'));
    expect(eventsOf(tap.entries)).toEqual(['opened', 'closed-by-client']);
  });

  test('both sides end at once: one of them was first, and is told of alone', async () => {
    const line = await tappedLine();
    await send(line, 'client', connect('publisher'));
    line.client.end();
    line.broker.end();
    await Promise.all([receiveAll(line.client), receiveAll(line.broker)]);
    await line.tap.close();
    const closings = eventsOf(line.tap.entries).filter((what) => what.startsWith('closed-by-'));
    expect(closings).toEqual([expect.stringMatching(/^closed-by-(client|broker)$/)]);
  });

  test('a client that leaves before the broker is reached leaves nothing behind', async () => {
    const tap = await tapOn('mqtt://192.0.2.1');
    const client = connectTcp(Number(new URL(tap.url).port), '127.0.0.1');
    await once(client, 'connect');
    await entry(tap, isEvent('opened'));
    client.resetAndDestroy();
    expect(await entry(tap, (found) => found.kind === 'connection' && found.what !== 'opened')).toBeDefined();
    await within(tap.close(), awaited('the tap to close'));
  });
});

describe('closing', () => {
  test('closes both sides of every connection, and may be asked twice', async () => {
    const line = await tappedLine();
    await send(line, 'client', connect('publisher'));
    const ends = [receiveAll(line.client), receiveAll(line.broker)];
    await Promise.all([line.tap.close(), line.tap.close()]);
    await Promise.all(ends);
    await line.tap.close();
    expect(line.tap.entries.at(-1)).toMatchObject({ what: 'closed-by-tap', client: 'publisher' });
    const late = connectTcp(Number(new URL(line.tap.url).port), '127.0.0.1');
    expect((await once(late, 'error'))[0]).toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('in mid-packet is marked', async () => {
    const line = await tappedLine();
    await send(line, 'client', connect('publisher'));
    await send(line, 'client', Buffer.from([0x30, 0x05, 0x00]));
    await line.tap.close();
    expect(eventsOf(line.tap.entries)).toEqual(['opened', 'closed-by-tap', 'ended-mid-packet']);
  });

  test('leaves nothing open that would keep a process alive: frozen, holding, delaying, cut, connecting', async () => {
    const program = fileURLToPath(new URL('leftovers.ts', import.meta.url));
    await expect(promisify(execFile)(process.execPath, [program], { timeout: 300_000 })).resolves.toEqual({
      stdout: '',
      stderr: '',
    });
  });
});

describe('bounds', () => {
  test('the trace keeps its limit of entries and counts the rest', async () => {
    const told: TraceEntry[] = [];
    const line = await tappedLine({ limits: { entries: 5 }, onEntry: (found) => told.push(found) });
    await send(line, 'client', connect('publisher'));
    await send(line, 'client', Buffer.alloc(200, pingreq));
    expect(line.tap.entries).toHaveLength(6);
    expect(line.tap.entries.at(-1)).toMatchObject({
      kind: 'dropped',
      packets: 97,
      bytes: 194,
      connections: 0,
    });
    expect(told).toEqual(line.tap.entries);
  });

  test('faults still fire when the trace is full', async () => {
    const line = await tappedLine({ limits: { entries: 2 } });
    await send(line, 'client', connect('publisher'));
    await send(line, 'client', pingreq);
    const fault = line.tap.lose('PINGREQ');
    line.client.write(pingreq);
    expect(await fault.fired).toMatchObject({ type: 'PINGREQ', client: 'publisher' });
  });

  test('of a large packet the first bytes are kept, and its fields', async () => {
    const line = await tappedLine();
    await send(line, 'client', connect('publisher'));
    const payload = Buffer.alloc(1_000_000, 'x');
    const packet = generate({
      cmd: 'publish',
      topic: 'office/door',
      payload,
      qos: 1,
      messageId: 7,
      dup: false,
      retain: false,
    });
    await send(line, 'client', packet);
    const found = packetsOf(line.tap.entries)[1];
    expect(found).toMatchObject({
      size: packet.length,
      fields: { topic: 'office/door', messageId: 7, payloadLength: 1_000_000 },
    });
    expect(found?.bytes).toEqual(packet.subarray(0, 4096));
    expect(found).not.toHaveProperty('malformed');
  });

  test.each([false, true])('a packet of 256 MB passes in a few of them (lost: %s)', async (lost) => {
    const line = await tappedLine();
    await send(line, 'client', connect('publisher'));
    const length = 268_435_455;
    const head = Buffer.concat([Buffer.from([0x30]), remainingLength(length), Buffer.from([0, 1, 0x61])]);
    if (lost) line.tap.lose('PUBLISH');
    let arrived = 0;
    line.broker.on('data', (chunk) => {
      arrived += chunk.length;
    });
    const block = Buffer.alloc(1024 * 1024);
    line.client.write(head);
    let peak = 0;
    for (let left = length - 3; left > 0; left -= block.length) {
      if (!line.client.write(block.subarray(0, left))) await once(line.client, 'drain');
      peak = Math.max(peak, process.memoryUsage().arrayBuffers);
    }
    line.client.write(pingreq);
    await entry(line.tap, (found) => found.kind === 'packet' && found.type === 'PINGREQ');
    await expect.poll(() => arrived).toBe(lost ? 2 : head.length + length - 3 + 2);
    // What is only waiting for the garbage collector counts too.
    expect(peak).toBeLessThan(0.75 * length);
  });

  test('a broker that does not read makes the client wait, not the tap grow', async () => {
    const line = await tappedLine();
    await send(line, 'client', connect('publisher'));
    line.broker.pause();
    const block = Buffer.alloc(64 * 1024, pingreq);
    let accepted = 0;
    const write = (): void => void line.client.write(block, () => ++accepted < 1600 && write());
    write();
    for (let last = -1; last !== accepted; ) {
      last = accepted;
      for (let turn = 0; turn < 100; turn++) await setImmediate();
    }
    expect(accepted * block.length).toBeLessThan(50 * 1024 * 1024);
  });
});

describe('addresses', () => {
  test.each([
    ['mqtt://127.0.0.1:1', /^mqtt:\/\/127\.0\.0\.1:\d+$/],
    ['mqtts://user:secret@broker.example', /^mqtt:\/\/127\.0\.0\.1:\d+$/],
    ['ws://127.0.0.1:1/mqtt?a=b', /^ws:\/\/127\.0\.0\.1:\d+\/mqtt\?a=b$/],
    ['wss://broker.example/some/path', /^ws:\/\/127\.0\.0\.1:\d+\/some\/path$/],
  ])('%s is offered as %s', async (address, url) => {
    expect((await tapOn(address)).url).toMatch(url);
  });

  test.each(['http://127.0.0.1', 'mqtt://', 'localhost:1883', ''])('%s is no endpoint', async (address) => {
    await expect(openTap(address)).rejects.toBeInstanceOf(CannotRunError);
    await expect(openTap(address)).rejects.toMatchObject({ code: 'not-an-endpoint' });
  });
});
