import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, STATUS_CODES } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createServer as createTlsServer } from 'node:tls';
import type { Aedes } from 'aedes';
import { createWebSocketStream, type WebSocket, WebSocketServer } from 'ws';
import type { OwnBroker } from '../broker.ts';
import { probeAll } from '../probe/probe.ts';
import type { Setup, TlsSetup } from '../setup/setup.ts';
import { stoppable } from '../startup/stoppable.ts';
import { gatekeeper } from './gatekeeper.ts';
import { surviveLateDelivery } from './late-delivery.ts';
import { surviveTwinExpiry } from './twin-expiry.ts';
import { surviveTwinPubrel } from './twin-pubrel.ts';

const loopback = '127.0.0.1';
const webSocketPath = '/mqtt';

/**
 * Starts aedes in this process: MQTT and WebSocket on loopback, on ports that the system chooses. aedes 1 does not support MQTT 5.
 * What authors of labs have to know about 2.0.0-beta.1 on the wire:
 * - A resend has DUP 0, also of PUBLISH after reconnecting, against [MQTT-3.3.1-1].
 * - MQTT 5: a queue is dropped, though CONNACK says session present, when the client comes back with
 *   Clean Start 0 and a session expiry of 0 or none, against [MQTT-4.5.0-1].
 * - MQTT 5: the client's Receive Maximum and Maximum Packet Size are exceeded, against [MQTT-3.3.4-9] and
 *   [MQTT-3.1.2-24]; user properties are grouped by name, against [MQTT-3.3.2-18]; a malformed packet closes the connection without DISCONNECT, which is allowed.
 * - A session without a subscription is not kept: session present 0.
 * - A message published when a client has just reconnected may overtake its queued messages, against [MQTT-4.6.0-6].
 * - More about flows and sessions: `harness/brokers/embedded/deviations-flows.ts`.
 * - Left open by the specification: QoS 2 is forwarded at PUBLISH; overlapping subscriptions give one copy;
 *   PUBACK 0x00 also without subscribers; shared subscriptions are refused with 0x9E; no `$SYS/broker`.
 */
export async function openEmbedded(signal?: AbortSignal, setup: Setup = {}): Promise<OwnBroker> {
  let aedes = await newAedes(setup);
  const handle: Handle = (stream, request) => {
    aedes.handle(stream, request);
  };
  const servers = [
    createServer({ noDelay: true }, (socket) => handle(socket)),
    webSocketServer(handle),
    ...(setup.tls ? [tlsServer(setup.tls, handle)] : []),
  ];
  const connections = servers.map(openConnections);

  const close = async () => {
    await new Promise<void>((resolve) => aedes.close(resolve));
    for (const open of connections) for (const socket of open) socket.destroy();
  };
  const stop = async () => {
    await close();
    await Promise.all(servers.map(closed));
  };
  try {
    const [tcpPort, httpPort, tlsPort] = await Promise.all(servers.map(listening));
    const open = {
      mqtt: `mqtt://${loopback}:${tcpPort}`,
      ws: `ws://${loopback}:${httpPort}${webSocketPath}`,
    };
    const endpoints = { ...open, ...(setup.tls && { mqtts: `mqtts://${loopback}:${tlsPort}` }) };
    const credentials = setup.users?.[0];
    const capabilities = await probeAll(open, { credentials, signal });
    const origin = {
      en: 'aedes, an MQTT broker in this process',
      ja: 'このプロセスの中のブローカー aedes',
    };
    const { version } = aedes as Aedes & { readonly version: string };
    return {
      ...stoppable({ name: 'embedded', version, origin, endpoints, credentials, capabilities }, stop),
      restart: async () => {
        await close();
        aedes = await newAedes(setup, aedes);
        return undefined;
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Handle = (stream: Duplex, request?: IncomingMessage) => void;

/** @param before the instance before the restart, whose store this one takes over if the setup asks for persistence */
async function newAedes(setup: Setup, before?: Aedes): Promise<Aedes> {
  // Imported lazily: other brokers don't pay for loading aedes.
  const { Aedes } = await import('aedes');
  const { persistence } = (before ?? {}) as { readonly persistence?: unknown };
  const aedes = await Aedes.createBroker({
    topicAliasMaximum: 10,
    // aedes closes a connection without CONNECT after 30 s. On a busy machine, a client of ours may stand still for longer.
    connectTimeout: 600_000,
    ...gatekeeper(setup),
    ...(setup.persistence && persistence !== undefined && { persistence }),
  });
  surviveTwinPubrel(aedes);
  surviveTwinExpiry(aedes);
  surviveLateDelivery(aedes);
  return aedes;
}

function tlsServer({ server, clientAuthority }: TlsSetup, handle: Handle): Server {
  const asks = clientAuthority === undefined ? {} : { ca: clientAuthority, requestCert: true };
  return createTlsServer({ ...server, ...asks, noDelay: true }, (socket) => handle(socket));
}

function webSocketServer(handle: Handle): Server {
  const http = createHttpServer((_request, response) => response.writeHead(426).end());
  const accept = new WebSocketServer({
    noServer: true,
    // [MQTT-6.0.0-4]: the server answers with the subprotocol 'mqtt'.
    handleProtocols: () => 'mqtt',
  });
  http.on('upgrade', (request, socket, head) => {
    // The HTTP server no longer handles errors of this socket; without a listener, a reset connection would end this process.
    socket.on('error', () => {});
    const offered = request.headers['sec-websocket-protocol']?.split(',').map((name) => name.trim());
    const [path] = (request.url ?? '').split('?');
    const status = path !== webSocketPath ? 404 : offered?.includes('mqtt') ? undefined : 400;
    if (status !== undefined) {
      socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\n\r\n`);
      return;
    }
    accept.handleUpgrade(request, socket, head, (webSocket) => {
      handle(binaryOnly(webSocket), request);
    });
  });
  return http;
}

/** [MQTT-6.0.0-1]: a data frame that is not binary closes the connection. */
function binaryOnly(webSocket: WebSocket) {
  webSocket.on('message', (_data, isBinary) => {
    if (!isBinary) stream.destroy();
  });
  const stream = createWebSocketStream(webSocket);
  return stream;
}

/** The open sockets of a server, also those that became WebSockets, which the HTTP server no longer counts. */
function openConnections(server: Server): Set<Socket> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  return open;
}

async function listening(server: Server): Promise<number> {
  // For example, the system refuses to accept a connection because too many are open.
  server.on('error', () => {});
  server.listen(0, loopback);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function closed(server: Server): Promise<void> {
  if (!server.listening) return;
  server.close();
  await once(server, 'close');
}
