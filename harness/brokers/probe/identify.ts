import { once } from 'node:events';
import type { Socket } from 'node:net';
import { ownTimeSignal } from '../../base/own-time.ts';
import { type Endpoint, hostAndPort } from '../../protocol/endpoint.ts';
import { NotOpened, openSocket } from '../../wire/client/open.ts';
import { SocketLink } from '../../wire/client/tcp.ts';
import { connack } from './connack.ts';

type Place = Pick<Endpoint, 'host' | 'port'>;

/** What a port turns out to speak. */
export type Spoken = 'mqtt' | 'tls' | 'http';

/**
 * Asks a port in several ways at once what it speaks, so that the message about a wrong URL can name the right
 * one. At most `patience` ms. Sends no credentials.
 */
export async function identify(place: Place, patience = 2000): Promise<Spoken | undefined> {
  const found = new AbortController();
  const signal = AbortSignal.any([ownTimeSignal(patience), found.signal]);
  const attempt = async (spoken: Spoken, answers: Question): Promise<Spoken> => {
    if (await answers(place, signal)) return spoken;
    throw new Error(`not ${spoken}`);
  };
  try {
    return await Promise.any([
      attempt('tls', answersTls),
      attempt('mqtt', answersConnect),
      attempt('http', answersHttp),
    ]);
  } catch {
    return undefined;
  } finally {
    found.abort();
  }
}

type Question = (place: Place, signal: AbortSignal) => Promise<boolean>;

const answersTls: Question = async (place, signal) => {
  try {
    // Untrusted, to find out what is there: nothing is said over it.
    const socket = await openSocket(
      { ...place, isTls: true },
      { tls: { rejectUnauthorized: false }, signal },
    );
    socket.destroy();
    return true;
  } catch (error) {
    // An alert is an answer too: the server speaks TLS, only not with us.
    return error instanceof NotOpened && /alert/i.test(String(error.cause));
  }
};

/** Whether a TCP connection to the place gives the answer that is looked for. */
const overTcp =
  (answers: (socket: Socket, place: Place, signal: AbortSignal) => Promise<boolean>): Question =>
  async (place, signal) => {
    const socket = await openSocket({ ...place, isTls: false }, { signal });
    socket.on('error', () => {});
    try {
      return await answers(socket, place, signal);
    } finally {
      socket.destroy();
    }
  };

const answersConnect = overTcp(
  async (socket, _place, signal) =>
    (await connack(new SocketLink(socket), 4, undefined, signal)).kind === 'connack',
);

const answersHttp = overTcp(async (socket, place, signal) => {
  socket.write(`GET / HTTP/1.1\r\nHost: ${hostAndPort(place)}\r\nConnection: close\r\n\r\n`);
  const [bytes] = (await once(socket, 'data', { signal })) as [Buffer];
  return isHttp(bytes);
});

export const isHttp = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 5) === 'HTTP/';
