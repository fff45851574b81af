import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { generate } from 'mqtt-packet';
import { describe, expect, onTestFinished, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { within } from '../../../../harness/base/deadline.ts';
import { type PacketEntry, packetTypes, type TraceEntry } from '../../../../harness/protocol/packet.ts';
import type { Tap } from '../../../../harness/wire/tap/tap.ts';
import { buildFrame } from '../../../../harness/wire/websocket/frame.ts';
import { anyStream, connect, cut, cuts, goodPacket } from '../stream/byte-streams.ts';
import { anyFrame, framed, framings } from '../stream/websocket-streams.ts';
import {
  awaited,
  type Line,
  type Listener,
  lineThrough,
  listen,
  receive,
  receiveAll,
  tapOn,
} from './fixtures.ts';

const request = (extra = ''): Buffer =>
  Buffer.from(
    `GET /mqtt HTTP/1.1\r\nHost: 127.0.0.1:9\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${extra}` +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n',
  );
const response = Buffer.from(
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
);
const mask = Buffer.from([1, 2, 3, 4]);
const pingreq = generate({ cmd: 'pingreq' });
const publish = (topic: string, payload = 'open'): Buffer =>
  generate({ cmd: 'publish', topic, payload, qos: 0, dup: false, retain: false });
const binary = (...packets: Buffer[]): Buffer =>
  buildFrame({ fin: true, opcode: 2, mask }, Buffer.concat(packets));
const packetsOf = (entries: readonly TraceEntry[]): PacketEntry[] =>
  entries.filter((found): found is PacketEntry => found.kind === 'packet');

/** What arrives at the broker for what `request` sends. */
const requestAt = (listener: Listener): Buffer =>
  Buffer.from(request().toString().replace('127.0.0.1:9', `127.0.0.1:${listener.port}`));

async function openLine(tap: Tap, listener: Listener): Promise<Line> {
  const line = await lineThrough(tap, listener);
  line.client.write(request());
  await receive(line.broker, requestAt(listener).length);
  line.broker.write(response);
  await receive(line.client, response.length);
  return line;
}

async function webSocketLine() {
  const listener = await listen();
  const tap = await tapOn(`ws://127.0.0.1:${listener.port}/mqtt`);
  return { listener, tap, ...(await openLine(tap, listener)) };
}

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

describe('faults', () => {
  test('take their packets out of the frames, and what is left is good WebSocket', async () => {
    const broker = await webSocketBroker();
    await fc.assert(
      fc.asyncProperty(
        fc.array(goodPacket, { maxLength: 12 }),
        framings,
        cuts,
        async (packets, framing, sizes) => {
          await using tap = await tapOn(`${broker.url}/mqtt`);
          tap.lose('PUBLISH').from('publisher').on('office/door').everyTime();
          tap.duplicate('PINGREQ').everyTime();
          const held = tap.hold('PUBREL').everyTime();
          const { received, client } = await broker.connectThrough(tap);
          const all = [connect('publisher'), ...packets, publish('last')];
          for (const chunk of cut(Buffer.concat(framed(Buffer.concat(all), framing)), sizes)) {
            client.write(chunk);
            await setImmediate();
          }
          const rest = all.filter((packet) => packet[0] !== 0x62);
          const expected = Buffer.concat([
            ...rest
              .filter((packet) => !((packet[0] ?? 0) >> 4 === 3 && packet.includes('office/door')))
              .flatMap((packet) => (packet[0] === 0xc0 ? [packet, packet] : [packet])),
            ...all.filter((packet) => packet[0] === 0x62),
          ]);
          await received.until((bytes) => bytes.subarray(-publish('last').length).equals(publish('last')));
          held.release();
          await received.until((bytes) => bytes.length >= expected.length);
          expect(received.bytes).toEqual(expected);
          expect(received.complaint).toBeUndefined();
        },
      ),
      { numRuns: 100, endOnFailure: true },
    );
  });

  test('frames without such packets leave as they came', async () => {
    const line = await webSocketLine();
    line.tap.lose('PUBLISH').on('office/door');
    const [first, second, third] = [
      binary(connect('publisher')),
      binary(pingreq, publish('office/door'), pingreq),
      binary(publish('office/lamp'), pingreq),
    ];
    line.client.write(Buffer.concat([first, second, third]));
    const expected = Buffer.concat([first, binary(pingreq, pingreq), third]);
    expect(await receive(line.broker, expected.length)).toEqual(expected);
  });

  test('a frame that holds nothing else is lost with its packet', async () => {
    const line = await webSocketLine();
    const fault = line.tap.lose('PUBACK').to('publisher');
    line.client.write(binary(connect('publisher')));
    await receive(line.broker, binary(connect('publisher')).length);
    const puback = buildFrame(
      { fin: true, opcode: 2, mask: undefined },
      generate({ cmd: 'puback', messageId: 1 }),
    );
    const ping = buildFrame({ fin: true, opcode: 9, mask: undefined }, Buffer.from('x'));
    line.broker.write(Buffer.concat([puback, ping]));
    expect(await receive(line.client, ping.length)).toEqual(ping);
    expect(await fault.fired).toMatchObject({ type: 'PUBACK', fate: 'lost' });
  });

  test('cut after: the packet arrives, the rest of its frame does not', async () => {
    const line = await webSocketLine();
    line.tap.cut().after('PUBLISH');
    const end = receiveAll(line.broker);
    line.client.write(binary(connect('publisher'), publish('a'), publish('b')));
    expect(await end).toEqual(binary(connect('publisher'), publish('a')));
  });

  test('freeze after and before: the rest follows when thawed', async () => {
    const line = await webSocketLine();
    const fault = line.tap.freeze().before('PUBLISH');
    line.client.write(binary(connect('publisher'), publish('a'), pingreq));
    expect(await receive(line.broker, binary(connect('publisher')).length)).toEqual(
      binary(connect('publisher')),
    );
    await fault.fired;
    fault.thaw();
    expect(await receive(line.broker, binary(publish('a'), pingreq).length)).toEqual(
      binary(publish('a'), pingreq),
    );
  });

  test('a large packet is lost as it comes', async () => {
    const line = await webSocketLine();
    const fault = line.tap.lose('PUBLISH');
    line.client.write(
      Buffer.concat([
        binary(connect('publisher')),
        binary(publish('a', 'x'.repeat(5_000_000))),
        binary(pingreq),
      ]),
    );
    const expected = Buffer.concat([binary(connect('publisher')), binary(pingreq)]);
    expect(await receive(line.broker, expected.length)).toEqual(expected);
    expect((await fault.fired).size).toBe(5_000_008);
  });

  test('a large packet is doubled', async () => {
    const line = await webSocketLine();
    line.tap.duplicate('PUBLISH');
    const packet = publish('a', 'x'.repeat(200_000));
    line.client.write(Buffer.concat([binary(connect('publisher')), binary(packet)]));
    const expected = Buffer.concat([binary(connect('publisher')), binary(packet, packet)]);
    expect((await receive(line.broker, expected.length)).equals(expected)).toBe(true);
  });

  test('what is released inside a message goes on with it, and waits while a text is under way', async () => {
    const line = await webSocketLine();
    const fault = line.tap.hold('PUBREL').everyTime();
    const pubrel = generate({ cmd: 'pubrel', messageId: 1 });
    const begin = buildFrame(
      { fin: false, opcode: 2, mask },
      Buffer.concat([connect('publisher'), pubrel, pubrel]),
    );
    const ping = buildFrame({ fin: true, opcode: 9, mask }, Buffer.from('x'));
    line.client.write(Buffer.concat([begin, ping]));
    const left = buildFrame({ fin: false, opcode: 2, mask }, connect('publisher'));
    expect(await receive(line.broker, left.length + ping.length)).toEqual(Buffer.concat([left, ping]));
    fault.release();
    for (const frame of [await receive(line.broker, 10), await receive(line.broker, 10)]) {
      expect(frame.subarray(0, 2)).toEqual(Buffer.from([0x00, 0x84]));
    }
    const end = buildFrame({ fin: true, opcode: 0, mask }, pubrel);
    line.client.write(end);
    const text = buildFrame({ fin: false, opcode: 1, mask }, Buffer.from('text'));
    line.client.write(text);
    await receive(
      line.broker,
      buildFrame({ fin: true, opcode: 0, mask }, Buffer.alloc(0)).length + text.length,
    );
    fault.release();
    const rest = buildFrame({ fin: true, opcode: 0, mask }, Buffer.from('end'));
    line.client.write(rest);
    expect(await receive(line.broker, rest.length)).toEqual(rest);
    expect((await receive(line.broker, 10)).subarray(0, 2)).toEqual(Buffer.from([0x82, 0x84]));
  });

  test('a large frame of many packets arrives in parts, all of it', async () => {
    const line = await webSocketLine();
    line.tap.lose('PUBLISH').on('nothing');
    const packets = Buffer.concat(Array.from({ length: 60_000 }, (_, index) => publish(`t/${index}`)));
    const frame = binary(connect('publisher'), packets);
    line.client.write(frame.subarray(0, -1));
    await receive(line.broker, packets.length - 300_000);
    const rest = receiveAll(line.broker);
    line.client.end(frame.subarray(-1));
    const length = packets.length - 300_000 + (await rest).length;
    expect(length).toBeGreaterThan(packets.length);
    expect(length).toBeLessThan(packets.length + 200);
  });
});

/** A WebSocket server that knows the rules, for one connection at a time. */
async function webSocketBroker() {
  const http = createServer((_request, answer) => answer.writeHead(426).end());
  const server = new WebSocketServer({ noServer: true, handleProtocols: () => 'mqtt' });
  http.on('upgrade', (incoming, socket, head) => {
    const status =
      incoming.url !== '/mqtt' ? 404 : incoming.headers['sec-websocket-protocol'] !== 'mqtt' ? 400 : 101;
    if (status === 101)
      server.handleUpgrade(incoming, socket, head, (accepted) => server.emit('connection', accepted));
    else socket.end(`HTTP/1.1 ${status} No\r\nConnection: close\r\n\r\n`);
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => {
    for (const client of server.clients) client.terminate();
    http.closeAllConnections();
    http.close();
  });
  const { port } = http.address() as AddressInfo;
  const connectThrough = async (tap: Tap) => {
    const accepted = once(server, 'connection');
    const client = await rawClient(tap);
    const [socket] = (await within(accepted, awaited('a WebSocket'))) as [WebSocket];
    return { client, received: new Received(socket) };
  };
  return { url: `ws://127.0.0.1:${port}`, connectThrough };
}

async function rawClient(tap: Tap): Promise<Socket> {
  const { connect: connectTcp } = await import('node:net');
  const client = connectTcp({ port: Number(new URL(tap.url).port), host: '127.0.0.1', noDelay: true });
  client.on('error', () => {});
  onTestFinished(() => void client.destroy());
  client.write(request());
  client.resume();
  return client;
}

/** What a WebSocket got in binary messages, and what it had to complain about. */
class Received {
  bytes = Buffer.alloc(0);
  complaint: string | undefined;
  readonly #socket: WebSocket;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (message: Buffer, isBinary) => {
      if (!isBinary) this.complaint = 'a text message';
      this.bytes = Buffer.concat([this.bytes, message]);
    });
    socket.on('error', ({ message }) => {
      this.complaint = message;
    });
  }

  async until(fits: (bytes: Buffer) => boolean): Promise<void> {
    const reached = async (): Promise<void> => {
      while (!fits(this.bytes)) {
        if (this.complaint !== undefined) throw new Error(this.complaint);
        await Promise.race([once(this.#socket, 'message'), once(this.#socket, 'close')]);
      }
    };
    await within(reached(), awaited('messages'));
  }
}
