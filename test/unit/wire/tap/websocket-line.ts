import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { generate } from 'mqtt-packet';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';
import { within } from '../../../../harness/base/deadline.ts';
import type { Tap } from '../../../../harness/wire/tap/tap.ts';
import { buildFrame } from '../../../../harness/wire/websocket/frame.ts';
import { awaited, type Line, type Listener, lineThrough, listen, receive, tapOn } from './fixtures.ts';

export const request = (extra = ''): Buffer =>
  Buffer.from(
    `GET /mqtt HTTP/1.1\r\nHost: 127.0.0.1:9\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n${extra}` +
      'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n',
  );
export const response = Buffer.from(
  'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n',
);
export const mask = Buffer.from([1, 2, 3, 4]);
export const pingreq = generate({ cmd: 'pingreq' });
export const publish = (topic: string, payload = 'open'): Buffer =>
  generate({ cmd: 'publish', topic, payload, qos: 0, dup: false, retain: false });
export const binary = (...packets: Buffer[]): Buffer =>
  buildFrame({ fin: true, opcode: 2, mask }, Buffer.concat(packets));

/** What arrives at the broker for what `request` sends. */
export const requestAt = (listener: Listener): Buffer =>
  Buffer.from(request().toString().replace('127.0.0.1:9', `127.0.0.1:${listener.port}`));

export async function openLine(tap: Tap, listener: Listener): Promise<Line> {
  const line = await lineThrough(tap, listener);
  line.client.write(request());
  await receive(line.broker, requestAt(listener).length);
  line.broker.write(response);
  await receive(line.client, response.length);
  return line;
}

export async function webSocketLine() {
  const listener = await listen();
  const tap = await tapOn(`ws://127.0.0.1:${listener.port}/mqtt`);
  return { listener, tap, ...(await openLine(tap, listener)) };
}

/** A WebSocket server that knows the rules, for one connection at a time. */
export async function webSocketBroker() {
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
