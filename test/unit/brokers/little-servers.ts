import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TlsOptions } from 'node:tls';
import { onTestFinished } from 'vitest';
import { freePorts } from '../../../harness/process/free-ports.ts';

/** Listens on loopback until the test is over. Returns the port, and how many connections are open. */
export async function listen(server: Server): Promise<{ port: number; open: ReadonlySet<Socket> }> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('close', () => open.delete(socket)).on('error', () => {});
  });
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return { port: (server.address() as AddressInfo).port, open };
}

/** Answers each connection's first bytes with these, or with what the function makes of them. */
export const answering = (answer: Buffer | ((asked: Buffer, socket: Socket) => void)): Server =>
  createServer((socket) => {
    socket.once('data', (asked) => {
      if (Buffer.isBuffer(answer)) socket.end(answer);
      else answer(asked, socket);
    });
  });

export const tls = (options: TlsOptions, onSocket: (socket: Socket) => void = () => {}): Server =>
  createTlsServer(options, (socket) => {
    socket.on('error', () => {});
    onSocket(socket);
  });

export const http = (listener: RequestListener): Server => createHttpServer(listener);

/** A port nothing listens on: one that was free a moment ago. */
export async function closedPort(): Promise<number> {
  // Not an ephemeral port: the system could give it to another program.
  const [port = 0] = await freePorts(1);
  return port;
}
