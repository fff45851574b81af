import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { type WebSocket, WebSocketServer } from 'ws';

interface Listening<Connection> {
  readonly url: string;
  /** The first connection. */
  readonly connection: Promise<Connection>;
}

/** A TCP server on loopback that does nothing by itself; gone when the test is over. */
export async function tcpServer(): Promise<Listening<Socket>> {
  const server = createServer({ allowHalfOpen: true });
  const sockets = new Set<Socket>();
  const { promise, resolve } = Promise.withResolvers<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket.on('error', () => {}));
    resolve(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return { url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`, connection: promise };
}

/** The same over WebSocket, for subprotocol `mqtt`. */
export async function webSocketServer(): Promise<Listening<WebSocket>> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
  const { promise, resolve } = Promise.withResolvers<WebSocket>();
  server.on('connection', (socket) => resolve(socket.on('error', () => {})));
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of server.clients) socket.terminate();
    server.close();
    await once(server, 'close');
  });
  return { url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/mqtt`, connection: promise };
}

/** The next `count` bytes that come in on a socket. */
export async function bytesFrom(socket: Socket, count: number): Promise<Buffer> {
  let all = Buffer.alloc(0);
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    all = Buffer.concat([all, chunk]);
    if (all.length >= count) break;
  }
  return all;
}
