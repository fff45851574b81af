import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect as connectTcp } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { generate } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { within } from '../../../../harness/base/deadline.ts';
import { connect } from '../stream/byte-streams.ts';
import { eventsOf, isEvent, send } from './entries.ts';
import { awaited, entry, listen, receiveAll, tapOn, tappedLine } from './fixtures.ts';

const pingreq = generate({ cmd: 'pingreq' });

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

  test('a client has ended only when the broker has closed its side, too', async () => {
    const line = await tappedLine();
    await send(line, 'client', connect('publisher'));
    await line.tap.ended('nobody');
    let isOver = false;
    const over = line.tap.ended('publisher').then(() => {
      isOver = true;
    });
    const heard = receiveAll(line.broker);
    line.client.end(pingreq);
    await heard;
    await send(line, 'broker', pingreq);
    expect(isOver).toBe(false);
    line.broker.end();
    await within(over, awaited('both sides to close'));
  });

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
