import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import WebSocket, { createWebSocketStream, WebSocketServer } from 'ws';
import { beginsFragments, type FrameFaults, streamOf } from './frames.ts';
import { join } from './join.ts';
import type { Latency } from './latency.ts';
import type { Mangle, Passage } from './mangle.ts';

/** A connection as it begins. */
export interface Beginning extends Pick<Passage, 'connection' | 'webSocket'> {
  /** Fulfilled when the client's side is closed. */
  readonly closed: Promise<void>;
}

export interface ProxyOptions {
  /** What changes the packets of a connection. Called when it begins. */
  readonly begin: (beginning: Beginning) => Mangle;
  /** The subprotocol in the answer to the WebSocket handshake; default: `mqtt`. */
  readonly subprotocol?: string | false;
  readonly frames?: FrameFaults;
  readonly latency?: Latency | undefined;
}

/** The doors of a broker, or of a proxy in front of it: URLs of loopback without TLS. */
export interface Doors {
  readonly mqtt: string;
  readonly ws: string;
}

/** A proxy in front of a broker that changes packets, on ports that the system chooses. */
export interface Proxy {
  readonly doors: Doors;
  /** Closes every connection and stops listening. Safe to call twice. */
  close(): Promise<void>;
}

/** Opens a proxy in front of both doors of a broker. Unlike a tap, it decodes packets, and may encode others in their place. */
export async function openProxy(behind: Doors, options: ProxyOptions): Promise<Proxy> {
  const { begin, subprotocol = 'mqtt', frames = {}, latency } = options;
  let connections = 0;
  const carry = (client: Duplex, broker: Duplex, webSocket: boolean) => {
    const about = { connection: ++connections, webSocket };
    const { promise: closed, resolve } = Promise.withResolvers<void>();
    client.once('close', () => resolve());
    join(client, broker, begin({ ...about, closed }), about, latency);
  };

  // When the client ends its side, the broker ends the other side after reading everything; the proxy must not end it before.
  const socketOptions = { noDelay: true, allowHalfOpen: true };
  const tcp = createServer(socketOptions, (client) => {
    const { hostname, port } = new URL(behind.mqtt);
    carry(client, connect({ host: hostname, port: Number(port), ...socketOptions }), false);
  });
  const http = createHttpServer();
  const accept = new WebSocketServer({
    server: http,
    handleProtocols: () => subprotocol,
    autoPong: frames.ignoresPing !== true,
    skipUTF8Validation: true,
  });
  if (frames.refusesFragments) http.prependListener('upgrade', hangUpOnFragments);
  accept.on('connection', (client) => {
    const broker = new WebSocket(behind.ws, ['mqtt']);
    carry(streamOf(client, frames), createWebSocketStream(broker), true);
  });

  const open = [tcp, http].map(socketsOf);
  const [tcpPort, httpPort] = await Promise.all([tcp, http].map(listen));
  const { pathname } = new URL(behind.ws);
  return {
    doors: { mqtt: `mqtt://127.0.0.1:${tcpPort}`, ws: `ws://127.0.0.1:${httpPort}${pathname}` },
    close: async () => {
      for (const sockets of open) for (const socket of sockets) socket.destroy();
      await Promise.all([tcp, http].map(async (server) => server.listening && once(server.close(), 'close')));
    },
  };
}

function hangUpOnFragments(_request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const look = (bytes: Buffer) => {
    if (beginsFragments(bytes)) socket.destroy();
  };
  look(head);
  socket.on('data', look);
}

function socketsOf(server: Server): Set<Socket> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return sockets;
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}
