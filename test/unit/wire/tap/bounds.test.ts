import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { generate } from 'mqtt-packet';
import { describe, expect, test } from 'vitest';
import { CannotRunError } from '../../../../harness/base/errors.ts';
import type { TraceEntry } from '../../../../harness/protocol/packet.ts';
import { openTap } from '../../../../harness/wire/tap/tap.ts';
import { connect, remainingLength } from '../stream/byte-streams.ts';
import { packetsOf, send } from './entries.ts';
import { entry, tapOn, tappedLine } from './fixtures.ts';

const pingreq = generate({ cmd: 'pingreq' });

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
