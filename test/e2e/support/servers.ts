import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { answering, http, tls } from '../../unit/brokers/little-servers.ts';
import type { Clean } from './program.ts';

/** Listens on loopback until the end of this test, and returns the port. Tests may run at the same time. */
export async function listening(server: Server, { onTestFinished }: Clean): Promise<number> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => {});
  });
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port;
}

export const silentServer = (): Server => createServer();
export const closingServer = (): Server => createServer((socket) => socket.destroy());
export const httpServer = (): Server => http((_request, response) => response.end('hello'));

const certificate = (name: string): Buffer =>
  readFileSync(new URL(`../../unit/brokers/certificates/${name}`, import.meta.url));

export const tlsServer = (): Server => tls({ cert: certificate('good.pem'), key: certificate('good.key') });

/** Refuses with a CONNACK of the version in CONNECT: a return code of 3.1.1, or a reason code of 5. */
export const refusingBroker = (codes: { readonly 4: number; readonly 5: number }): Server =>
  answering((connectPacket, socket) => {
    // The protocol level [MQTT-3.1.2-2]: after the fixed header's two bytes and 'MQTT' with its length.
    const isFive = connectPacket[8] === 5;
    socket.end(Buffer.from(isFive ? [0x20, 3, 0, codes[5], 0] : [0x20, 2, 0, codes[4]]));
  });

const blocked = `
  const server = require('node:net').createServer();
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    require('node:fs').writeSync(1, String(server.address().port));
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  });`;

/**
 * The port of a server that never accepts and whose backlog is full. Linux then drops new connections, like a firewall.
 */
export async function droppingPort({ onTestFinished }: Clean): Promise<number> {
  const server = spawn(process.execPath, ['-e', blocked], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    server.kill('SIGKILL');
  });
  const [port] = await once(server.stdout, 'data');
  const waiting = [1, 2].map(() => connect(Number(port), '127.0.0.1').on('error', () => {}));
  onTestFinished(() => {
    for (const socket of waiting) socket.destroy();
  });
  await Promise.all(waiting.map((socket) => once(socket, 'connect')));
  return Number(port);
}
