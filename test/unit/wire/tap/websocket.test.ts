import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { packetTypes } from '../../../../harness/protocol/packet.ts';
import type { Tap } from '../../../../harness/wire/tap/tap.ts';
import { buildFrame } from '../../../../harness/wire/websocket/frame.ts';
import { anyStream, connect, cut, cuts, goodPacket } from '../stream/byte-streams.ts';
import { anyFrame, framed, framings } from '../stream/websocket-streams.ts';
import { packetsOf } from './entries.ts';
import { lineThrough, listen, receive, receiveAll, tapOn } from './fixtures.ts';
import {
  binary,
  mask,
  openLine,
  pingreq,
  publish,
  request,
  requestAt,
  webSocketBroker,
  webSocketLine,
} from './websocket-line.ts';

describe('the handshake', () => {
  test('reaches the broker under its own name and without extensions, else as it was', async () => {
    const listener = await listen();
    const tap = await tapOn(`ws://127.0.0.1:${listener.port}/mqtt`);
    const line = await lineThrough(tap, listener);
    const sent = request(
      'sec-websocket-extensions: permessage-deflate; client_max_window_bits\r\nOrigin: http://example\r\n',
    );
    for (const chunk of cut(sent, [3, 50])) {
      line.client.write(chunk);
      await setImmediate();
    }
    const expected = requestAt(listener)
      .toString()
      .replace('Sec-WebSocket-Key', 'Origin: http://example\r\nSec-WebSocket-Key');
    expect((await receive(line.broker, expected.length)).toString()).toBe(expected);
  });

  test.each([
    ['mqtt path and subprotocol', '/mqtt', 'mqtt', 'open'],
    ['another path', '/other', 'mqtt', 'Unexpected server response: 404'],
    ['another subprotocol', '/mqtt', 'chat', 'Unexpected server response: 400'],
  ])('%s: the answer is that of the broker', async (_, path, protocol, outcome) => {
    const broker = await webSocketBroker();
    const tap = await tapOn(`${broker.url}${path}`);
    const outcomes = [tap.url, `${broker.url}${path}`].map(async (url) => {
      const socket = new WebSocket(url, protocol);
      onTestFinished(() => socket.terminate());
      return new Promise((resolve) => {
        socket.on('open', () => resolve('open'));
        socket.on('error', ({ message }) => resolve(message));
      });
    });
    expect(await Promise.all(outcomes)).toEqual([outcome, outcome]);
    const marks = tap.entries.filter((found) => found.kind === 'connection' && found.what === 'not-mqtt');
    expect(marks).toHaveLength(outcome === 'open' ? 0 : 1);
  });

  test('a plain HTTP request passes as it is and is marked, with the answer', async () => {
    const listener = await listen();
    const tap = await tapOn(`ws://127.0.0.1:${listener.port}/mqtt`);
    const line = await lineThrough(tap, listener);
    const get = Buffer.from('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    line.client.write(get);
    expect(await receive(line.broker, get.length)).toEqual(get);
    const answer = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
    line.broker.write(answer);
    expect(await receive(line.client, answer.length)).toEqual(answer);
    expect(tap.entries.at(-1)).toMatchObject({ what: 'not-mqtt' });
  });
});

describe('the trace', () => {
  test('several packets in a frame, one in several frames, and what is between them', async () => {
    const line = await webSocketLine();
    const packet = publish('office/door');
    const stream = Buffer.concat([
      binary(connect('publisher'), pingreq),
      buildFrame({ fin: false, opcode: 2, mask }, packet.subarray(0, 1)),
      buildFrame({ fin: true, opcode: 9, mask }, Buffer.from([0x30])),
      buildFrame({ fin: false, opcode: 0, mask }, Buffer.alloc(0)),
      buildFrame({ fin: true, opcode: 0, mask }, packet.subarray(1)),
      buildFrame({ fin: true, opcode: 1, mask }, Buffer.from('text')),
      binary(pingreq),
    ]);
    line.client.write(stream);
    expect(await receive(line.broker, stream.length)).toEqual(stream);
    expect(packetsOf(line.tap.entries).map(({ type, size, client }) => [type, size, client])).toEqual([
      ['CONNECT', connect('publisher').length, 'publisher'],
      ['PINGREQ', 2, 'publisher'],
      ['PUBLISH', packet.length, 'publisher'],
      ['PINGREQ', 2, 'publisher'],
    ]);
  });

  test('what a masked packet says, also a large one', async () => {
    const line = await webSocketLine();
    const large = publish('office/door', 'x'.repeat(200_000));
    const stream = Buffer.concat([binary(connect('publisher')), binary(large, pingreq)]);
    line.client.write(stream);
    expect((await receive(line.broker, stream.length)).equals(stream)).toBe(true);
    const [, found, last] = packetsOf(line.tap.entries);
    expect(found).toMatchObject({
      fields: { topic: 'office/door', payloadLength: 200_000 },
      bytes: large.subarray(0, 4096),
    });
    expect(last?.type).toBe('PINGREQ');
  });
});

const ways = [
  { name: 'no fault armed', arm: () => {} },
  {
    name: 'faults armed that want none of it',
    arm: (tap: Tap) => {
      for (const type of packetTypes) tap.lose(type).from('nobody').everyTime();
      for (const type of packetTypes) tap.hold(type).to('nobody').everyTime();
    },
  },
];

describe.each(ways)('any bytes arrive byte for byte in both directions, $name', ({ arm }) => {
  const frames = fc
    .array(anyFrame, { maxLength: 8 })
    .map((all) => Buffer.concat(all.map((one) => buildFrame(one, one.payload))));
  const mqtt = fc
    .tuple(fc.array(goodPacket, { maxLength: 8 }), framings)
    .map(([packets, framing]) =>
      Buffer.concat(framed(Buffer.concat([connect('publisher'), ...packets]), framing)),
    );

  test.each([
    { name: 'MQTT in frames of any kind', up: mqtt, down: frames },
    { name: 'frames with anything in them', up: frames, down: mqtt },
    { name: 'noise', up: anyStream, down: anyStream },
  ])('$name', async ({ up, down }) => {
    const listener = await listen();
    const tap = await tapOn(`ws://127.0.0.1:${listener.port}/mqtt`);
    arm(tap);
    await fc.assert(
      fc.asyncProperty(up, down, cuts, async (upBytes, downBytes, sizes) => {
        const line = await openLine(tap, listener);
        const send = async (socket: Socket, bytes: Buffer): Promise<void> => {
          for (const chunk of cut(bytes, sizes)) {
            socket.write(chunk);
            await setImmediate();
          }
          socket.end();
        };
        const [atBroker, atClient] = await Promise.all([
          receiveAll(line.broker),
          receiveAll(line.client),
          send(line.client, upBytes),
          send(line.broker, downBytes),
        ]);
        expect(atBroker).toEqual(upBytes);
        expect(atClient).toEqual(downBytes);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });
});
