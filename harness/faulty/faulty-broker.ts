import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import WebSocket, { createWebSocketStream, WebSocketServer } from 'ws';
import type { Broker, Capabilities, OwnBroker } from '../brokers/broker.ts';
import type { Setup } from '../brokers/setup/setup.ts';
import { beginsFragments, type FrameFaults, streamOf } from './frames.ts';
import type { Latency } from './latency.ts';
import { join, type Mangle } from './mangling-stream.ts';

export interface FaultyBrokerOptions {
  readonly mangle: Mangle;
  /** The subprotocol in the answer to the WebSocket handshake. */
  readonly subprotocol?: string | false;
  readonly frames?: FrameFaults;
  readonly latency?: Latency;
  /** What the mangle adds to what the healthy broker can do. */
  readonly capabilities?: Partial<Capabilities>;
  /** Changes the setup of a broker that a claim starts for itself. */
  readonly setup?: (setup: Setup) => Setup;
  /** Changes the endpoints of such a broker. */
  readonly endpoints?: (endpoints: Broker['endpoints']) => Broker['endpoints'];
}

/** Opens a faulty broker: a healthy one behind a proxy that changes packets. Stop it before the healthy one. */
export async function openFaultyBroker(healthy: Broker, options: FaultyBrokerOptions): Promise<Broker> {
  const { mangle, subprotocol = 'mqtt', frames = {}, latency } = options;
  const { mqtt = '', ws = '' } = healthy.endpoints;
  let connections = 0;

  // When the client ends its side, the broker ends the other side after reading everything; the proxy must not end it before.
  const socketOptions = { noDelay: true, allowHalfOpen: true };
  const tcp = createServer(socketOptions, (client) => {
    const { hostname, port } = new URL(mqtt);
    const broker = connect({ host: hostname, port: Number(port), ...socketOptions });
    join(client, broker, mangle, { connection: ++connections, webSocket: false }, latency);
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
    const broker = new WebSocket(ws, ['mqtt']);
    const about = { connection: ++connections, webSocket: true };
    join(streamOf(client, frames), createWebSocketStream(broker), mangle, about, latency);
  });

  const open = [tcp, http].map(socketsOf);
  const [tcpPort, httpPort] = await Promise.all([tcp, http].map(listen));
  const stop = async () => {
    for (const sockets of open) for (const socket of sockets) socket.destroy();
    await Promise.all([tcp, http].map(async (server) => server.listening && once(server.close(), 'close')));
  };
  return {
    ...healthy,
    capabilities: { ...healthy.capabilities, ...options.capabilities },
    another: (setup) => openAnother(healthy, setup, options),
    endpoints: {
      ...healthy.endpoints,
      mqtt: `mqtt://127.0.0.1:${tcpPort}`,
      ws: `ws://127.0.0.1:${httpPort}${new URL(ws).pathname}`,
    },
    stop,
    [Symbol.asyncDispose]: stop,
  };
}

function hangUpOnFragments(_request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const look = (bytes: Buffer) => {
    if (beginsFragments(bytes)) socket.destroy();
  };
  look(head);
  socket.on('data', look);
}

/** Makes a broker faulty that a claim starts for itself. Its TLS traffic cannot be changed. */
async function openAnother(healthy: Broker, setup: Setup, options: FaultyBrokerOptions): Promise<OwnBroker> {
  if (healthy.another === undefined) throw new TypeError('the healthy broker has no others of its kind');
  const { setup: change = (asked) => asked, endpoints: mislead = (right) => right } = options;
  const own = await healthy.another(change(setup));
  const faulty = await openFaultyBroker(own, options);
  const stop = async () => {
    await faulty.stop();
    await own.stop();
  };
  return {
    ...faulty,
    endpoints: mislead(faulty.endpoints),
    restart: () => own.restart(),
    stop,
    [Symbol.asyncDispose]: stop,
  };
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
