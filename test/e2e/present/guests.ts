import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Clean } from './talk.ts';

/** The address of an anonymous guest: each guest has a different loopback address, which Linux allows. */
export const addressOf = (number: number): string => `127.0.0.${2 + number}`;

/** Opens event streams without a cookie, one after the other, and leaves them open. @returns the status of each */
export async function streams(
  url: string,
  count: number,
  localAddress: (index: number) => string,
  { onTestFinished }: Clean,
): Promise<number[]> {
  const { hostname, port, host } = new URL(url);
  const statuses: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const options = { hostname, port, localAddress: localAddress(index), agent: false, headers: { host } };
    const asked = request({ ...options, path: '/events' });
    // The talk ends before the test, which ends the streams with an error.
    asked.on('error', () => {}).end();
    onTestFinished(() => void asked.destroy());
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.on('error', () => {}).resume();
    statuses.push(response.statusCode ?? 0);
  }
  return statuses;
}

/** Opens connections that begin a request and never end it. */
export async function stalled(url: string, count: number, { onTestFinished }: Clean): Promise<Socket[]> {
  const { hostname, port } = new URL(url);
  return Promise.all(
    Array.from({ length: count }, async () => {
      const socket = connect({ host: hostname, port: Number(port), localAddress: addressOf(1) });
      onTestFinished(() => void socket.destroy());
      socket.on('error', () => {}).resume();
      await once(socket, 'connect');
      socket.write('GET /deck.json HTTP/1.1\r\nHost:');
      return socket;
    }),
  );
}
