import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';
import { type IConnectPacket, parser } from 'mqtt-packet';
import { tls } from '../little-servers.ts';

/** Passes bytes between a connection and a port of this machine. */
export function passOn(socket: Socket, port: number, first?: Buffer): void {
  const other = connect({ host: '127.0.0.1', port, allowHalfOpen: true });
  for (const one of [socket, other]) one.on('error', () => {});
  if (first !== undefined) other.write(first);
  socket.pipe(other).pipe(socket);
}

export const portOf = (url: string | undefined): number => Number(new URL(url ?? '').port);

/** TLS in front of a broker. */
export const secured = (options: TlsOptions, broker: string | undefined): Server =>
  tls(options, (socket) => passOn(socket, portOf(broker)));

/** The code of 3.1.1 for a client that is not authorised, in CONNACK. */
const notAuthorised = Buffer.from([0x20, 2, 0, 5]);

/** TLS in front of a broker, which lets pass clients whose CONNECT `admits` allows, and refuses the others. */
export const securedBy = (
  options: TlsOptions,
  broker: string | undefined,
  admits: (connect: IConnectPacket) => boolean,
): Server =>
  tls(options, (socket) => {
    socket.once('data', (first: Buffer) => {
      const read = parser();
      read.once('packet', (packet) => {
        if (packet.cmd === 'connect' && admits(packet)) passOn(socket, portOf(broker), first);
        else socket.end(notAuthorised);
      });
      read.parse(first);
    });
  });

/** What a server in front of a broker's WebSocket has seen. */
export interface Requests {
  readonly seen: { readonly path: string; readonly headers: Readonly<Record<string, unknown>> }[];
}

/**
 * HTTPS in front of a broker's WebSocket, which lets pass what `admits` allows, and answers 403 to everything else.
 * @param clock what its clock shows
 */
export function guarded(
  options: TlsOptions,
  broker: string,
  admits: (path: string, headers: Readonly<Record<string, unknown>>) => boolean,
  clock = new Date(),
): HttpServer & Requests {
  const seen: Requests['seen'] = [];
  const server = createHttpsServer(options);
  server.on('upgrade', ({ url = '', headers, rawHeaders }, socket: Socket) => {
    seen.push({ path: url, headers });
    if (!admits(url, headers)) {
      socket.end(`HTTP/1.1 403 Forbidden\r\nDate: ${clock.toUTCString()}\r\nContent-Length: 0\r\n\r\n`);
      return;
    }
    const lines = rawHeaders.flatMap((word, at) => (at % 2 ? [] : [`${word}: ${rawHeaders[at + 1]}`]));
    const { pathname } = new URL(broker);
    passOn(socket, portOf(broker), Buffer.from([`GET ${pathname} HTTP/1.1`, ...lines, '', ''].join('\r\n')));
  });
  return Object.assign(server, { seen });
}

/** An HTTP proxy that knows CONNECT [RFC 9110, 9.3.6] and counts what it was asked for. */
export function httpProxy(authorization?: string): HttpServer & { readonly asked: string[] } {
  const asked: string[] = [];
  const server = createHttpServer();
  server.on('connect', ({ url = '', headers }, socket: Socket) => {
    asked.push(url);
    if (headers['proxy-authorization'] !== authorization) {
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    socket.write('HTTP/1.1 200 Connected\r\n\r\n');
    passOn(socket, Number(url.split(':').at(-1)));
  });
  return Object.assign(server, { asked });
}

/** A SOCKS 5 proxy without authentication [RFC 1928] that counts what it was asked for. */
export function socksProxy(): Server & { readonly asked: number[] } {
  const asked: number[] = [];
  const server = createServer((socket) => {
    socket.once('data', () => {
      socket.write(Buffer.from([5, 0]));
      socket.once('data', (request: Buffer) => {
        const port = request.readUInt16BE(request.length - 2);
        asked.push(port);
        socket.write(Buffer.from([5, 0, 0, 1, 127, 0, 0, 1, 0, 0]));
        passOn(socket, port);
      });
    });
  });
  return Object.assign(server, { asked });
}
