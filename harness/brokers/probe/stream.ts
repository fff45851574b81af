import { once } from 'node:events';
import { connect as connectTcp, isIP } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import { createWebSocketStream, WebSocket } from 'ws';
import { type Address, hostAndPort } from './address.ts';

/** TCP, to the first address of the host that answers. The caller destroys it. @throws the socket's error. */
export function openTcp(
  { host, port }: Pick<Address, 'host' | 'port'>,
  signal: AbortSignal,
): Promise<Duplex> {
  // By default, Node gives up one address of a name after 250 ms: too short for a far broker.
  const socket = connectTcp({ host, port, noDelay: true, autoSelectFamilyAttemptTimeout: 2000 });
  return whenOpen(socket, 'connect', signal);
}

/** TLS over an open socket. `trusted: false` only to find out what is there: nothing is said over it. */
export function overTls(
  socket: Duplex,
  host: string,
  signal: AbortSignal,
  { trusted = true } = {},
): Promise<Duplex> {
  const servername = isIP(host) === 0 ? { servername: host } : { host };
  return whenOpen(
    connectTls({ socket, rejectUnauthorized: trusted, ...servername }),
    'secureConnect',
    signal,
  );
}

async function whenOpen(socket: Duplex, event: string, signal: AbortSignal): Promise<Duplex> {
  try {
    await once(socket, event, { signal });
    return socket;
  } catch (error) {
    socket.on('error', () => {}).destroy();
    throw error;
  }
}

/** The server's HTTP answer to a WebSocket handshake that it did not accept. */
export class HandshakeRefused extends Error {
  override readonly name = 'HandshakeRefused';
  readonly status: number;
  constructor(status: number) {
    super(`HTTP status ${status}`);
    this.status = status;
  }
}

/** MQTT over WebSocket over an open socket. @throws {@link HandshakeRefused} or the error of ws. */
export function overWebSocket(
  socket: Duplex,
  { path, ...place }: Address,
  signal: AbortSignal,
): Promise<Duplex> {
  // The socket is open, with TLS where that is wanted: `ws:` here only stops another TLS on top.
  // [MQTT-6.0.0-3]: the client offers the subprotocol 'mqtt'.
  const webSocket = new WebSocket(`ws://${hostAndPort(place)}${path}`, 'mqtt', {
    createConnection: () => socket,
    perMessageDeflate: false,
  });
  return new Promise((resolve, reject) => {
    const settled = new AbortController();
    const fail = (error: unknown) => {
      settled.abort();
      reject(error);
      webSocket.terminate();
      socket.destroy();
    };
    webSocket.on('error', fail);
    webSocket.once('unexpected-response', (_request, { statusCode }) => {
      fail(new HandshakeRefused(statusCode ?? 0));
    });
    webSocket.once('open', () => {
      settled.abort();
      resolve(createWebSocketStream(webSocket));
    });
    signal.addEventListener('abort', () => fail(signal.reason), { signal: settled.signal });
    if (signal.aborted) fail(signal.reason);
  });
}
