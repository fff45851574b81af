import { once } from 'node:events';
import { type AddressInfo, createServer, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { type Endpoint, parseEndpoint, socketOptions } from '../../protocol/endpoint.ts';
import { NotOpened, openSocket } from '../../wire/client/open.ts';
import { HttpHead, isUpgrade } from '../../wire/websocket/upgrade.ts';
import type { Access } from './access.ts';
import { signedPath } from './aws-signature.ts';
import { join } from './join.ts';
import { throughProxy } from './proxy.ts';
import { requestFor } from './request.ts';

/** A door on loopback, without TLS, that leads to a broker as an {@link Access} says. */
export interface Gateway {
  /** `mqtt://127.0.0.1:…`, or `ws://127.0.0.1:…/path` without a query. */
  readonly url: string;
  /** The error that ended a connection to the broker last. */
  readonly trouble: unknown;
  stop(): Promise<void>;
}

/**
 * Opens a gateway. All clients and taps use it as they use a broker on this machine, so that none of them has to know about
 * certificates, headers or proxies.
 * @param address the endpoint, with its query
 * @throws NotOpened, or CannotRunError `proxy-refused`: a first connection is tried
 */
export async function openGateway(address: string, access: Access, signal: AbortSignal): Promise<Gateway> {
  const endpoint = parseEndpoint(address);
  (await dial(endpoint, access, signal)).destroy();
  const sockets = new Set<Socket>();
  const life = new AbortController();
  let trouble: unknown;
  const carry = async (client: Socket) => {
    client.on('error', () => {});
    try {
      const request = endpoint.isWebSocket ? await requestOf(client) : nothing;
      const upstream = await dial(endpoint, access, life.signal);
      sockets.add(upstream);
      upstream.on('close', () => sockets.delete(upstream));
      upstream.on('error', (error) => {
        trouble = error;
      });
      if (request.length > 0) {
        const { signing, headers } = access;
        // A signature expires, so each connection has its own.
        const path = signing === undefined ? endpoint.path : await signedPath(endpoint, signing);
        upstream.write(requestFor({ ...endpoint, path }, headers, request));
      }
      join(client, upstream);
    } catch (error) {
      trouble = error instanceof NotOpened ? error.cause : error;
      client.destroy();
    }
  };
  const server = createServer({ ...socketOptions, pauseOnConnect: true }, (client) => {
    sockets.add(client);
    client.on('close', () => sockets.delete(client));
    carry(client).catch(() => client.destroy());
  });
  server.listen({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const path = endpoint.path.replace(/\?.*$/s, '');
  return {
    url: `${endpoint.isWebSocket ? 'ws' : 'mqtt'}://127.0.0.1:${port}${path}`,
    get trouble() {
      return trouble;
    },
    stop: async () => {
      life.abort();
      for (const socket of sockets) socket.destroy();
      if (server.listening) await once(server.close(), 'close');
    },
  };
}

/** Opens a connection to the broker, with TLS if the endpoint has it. @throws NotOpened, CannotRunError `proxy-refused` */
async function dial(
  named: Endpoint,
  { tls = {}, proxy, zone }: Access,
  signal: AbortSignal,
): Promise<Socket> {
  const endpoint = zone === undefined ? named : { ...named, host: `${named.host}%${zone}` };
  if (proxy === undefined) return openSocket(endpoint, { tls, signal });
  const socket = await throughProxy(proxy, endpoint, signal);
  if (!endpoint.isTls) return socket;
  const { host } = endpoint;
  const secured = connectTls({ socket, servername: isIP(host) ? '' : host, host, ...tls });
  try {
    await once(secured, 'secureConnect', { signal });
    return secured;
  } catch (error) {
    secured.on('error', () => {}).destroy();
    throw new NotOpened('tls', error);
  }
}

/** The client's WebSocket request, which is taken from the socket. Empty if the client begins with anything else. */
async function requestOf(client: Socket): Promise<Buffer> {
  const head = new HttpHead('GET ');
  while (!head.complete) {
    const chunk: Buffer | null = client.read();
    if (chunk === null) {
      if (client.destroyed || client.readableEnded) break;
      await Promise.race(['readable', 'end', 'close'].map((event) => once(client, event)));
      continue;
    }
    const taken = head.take(chunk);
    if (taken === undefined) {
      client.unshift(Buffer.concat([head.bytes, chunk]));
      return nothing;
    }
    if (taken < chunk.length) client.unshift(chunk.subarray(taken));
  }
  if (head.complete && isUpgrade(head.bytes)) return head.bytes;
  if (head.bytes.length > 0) client.unshift(head.bytes);
  return nothing;
}

const nothing = Buffer.alloc(0);
