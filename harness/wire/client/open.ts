import { once } from 'node:events';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { connectTo, type Endpoint, type EndpointTls, hostAndPort } from '../../protocol/endpoint.ts';
import type { Link } from './link.ts';
import { SocketLink } from './tcp.ts';
import { WebSocketLink } from './websocket.ts';

/** The layers of a connection below MQTT, in the order in which they are opened. */
export type Layer = 'tcp' | 'tls' | 'websocket';

/** The error of a connection that could not be opened, with the layer that failed and its error as `cause`. */
export class NotOpened extends Error {
  override readonly name = 'NotOpened';
  readonly layer: Layer;
  constructor(layer: Layer, cause: unknown) {
    super(`no ${layer}`, { cause });
    this.layer = layer;
  }
}

/** The HTTP answer of a server that refused the WebSocket handshake. */
export class HandshakeRefused extends Error {
  override readonly name = 'HandshakeRefused';
  readonly status: number;
  /** The server's clock at its answer, ms since 1970, if the answer told it (the header `Date`). */
  readonly serverTime: number | undefined;
  constructor(status: number, date?: string) {
    super(`HTTP status ${status}`);
    this.status = status;
    const time = Date.parse(date ?? '');
    this.serverTime = Number.isNaN(time) ? undefined : time;
  }
}

export interface OpenOptions {
  /** WebSocket subprotocol; default: `mqtt` [MQTT-6.0.0-3]. */
  readonly subprotocol?: string;
  readonly tls?: EndpointTls;
  readonly signal?: AbortSignal;
}

/** Opens a link to an endpoint over TCP, TLS or WebSocket. The caller destroys it. @throws NotOpened */
export async function openLink(endpoint: Endpoint, options: OpenOptions = {}): Promise<Link> {
  const socket = await openSocket(endpoint, options);
  if (!endpoint.isWebSocket) return new SocketLink(socket);
  try {
    return await overWebSocket(socket, endpoint, options);
  } catch (error) {
    socket.destroy();
    throw new NotOpened('websocket', error);
  }
}

/** Opens a TCP socket, with TLS if the endpoint has it. The caller destroys the socket. @throws NotOpened */
export async function openSocket(
  endpoint: Pick<Endpoint, 'host' | 'port' | 'isTls'>,
  { tls, signal }: Pick<OpenOptions, 'tls' | 'signal'>,
): Promise<Socket> {
  const { socket, ready } = connectTo(endpoint, tls);
  let layer: Layer = 'tcp';
  socket.once('connect', () => {
    layer = 'tls';
  });
  try {
    await once(socket, ready, { signal });
    return socket;
  } catch (error) {
    socket.on('error', () => {}).destroy();
    throw new NotOpened(layer, error);
  }
}

function overWebSocket(
  socket: Socket,
  { host, port, path }: Endpoint,
  { subprotocol = 'mqtt', signal }: OpenOptions,
): Promise<Link> {
  // The socket is open and has TLS if the endpoint has it. `ws:` keeps the library from adding TLS again.
  const webSocket = new WebSocket(`ws://${hostAndPort({ host, port })}${path}`, subprotocol, {
    createConnection: () => socket,
    perMessageDeflate: false,
  });
  // Listens before the handshake: a server may send its first frame together with its answer.
  const link = new WebSocketLink(webSocket);
  return new Promise((resolve, reject) => {
    const settled = new AbortController();
    const fail = (error: unknown) => {
      settled.abort();
      reject(error);
      webSocket.terminate();
    };
    webSocket.on('error', fail);
    webSocket.once('unexpected-response', (_request, { statusCode, headers }) => {
      fail(new HandshakeRefused(statusCode ?? 0, headers.date));
    });
    webSocket.once('open', () => {
      settled.abort();
      resolve(link);
    });
    signal?.addEventListener('abort', () => fail(signal.reason), { signal: settled.signal });
    if (signal?.aborted) fail(signal.reason);
  });
}
