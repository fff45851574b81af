import { once } from 'node:events';
import type { Socket } from 'node:net';
import { ownTimeSignal } from '../../base/own-time.ts';
import { type Endpoint, hostAndPort } from '../../protocol/endpoint.ts';
import { NotOpened, openSocket } from '../../wire/client/open.ts';
import { SocketLink } from '../../wire/client/tcp.ts';
import { connack } from './connack.ts';

type Place = Pick<Endpoint, 'host' | 'port'>;

/** The protocol that a port speaks. */
export type Spoken = 'mqtt' | 'tls' | 'http';

/**
 * Tries several protocols on a port at once, so that the message about a wrong URL can name the right one. Takes at most
 * `patience` ms. Sends no credentials.
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
    // The certificate is not checked, because nothing is sent over this connection.
    const socket = await openSocket(
      { ...place, isTls: true },
      { tls: { rejectUnauthorized: false }, signal },
    );
    socket.destroy();
    return true;
  } catch (error) {
    // An alert also shows that the server speaks TLS.
    return error instanceof NotOpened && /alert/i.test(String(error.cause));
  }
};

/** Whether the server gives the expected answer over TCP. */
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
  async (socket, _place, signal) => (await connack(new SocketLink(socket), 4, {}, signal)).kind === 'connack',
);

const answersHttp = overTcp(async (socket, place, signal) => {
  socket.write(`GET / HTTP/1.1\r\nHost: ${hostAndPort(place)}\r\nConnection: close\r\n\r\n`);
  const [bytes] = (await once(socket, 'data', { signal })) as [Buffer];
  return isHttp(bytes);
});

export const isHttp = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 5) === 'HTTP/';
