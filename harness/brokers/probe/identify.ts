import { once } from 'node:events';
import type { Duplex } from 'node:stream';
import { ownTimeSignal } from '../../base/own-time.ts';
import { type Address, hostAndPort } from './address.ts';
import { connack } from './connack.ts';
import { openTcp, overTls } from './stream.ts';

type Place = Pick<Address, 'host' | 'port'>;

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
    const socket = await openTcp(place, signal);
    socket.on('error', () => {});
    try {
      if (await answers(socket, place, signal)) return spoken;
    } finally {
      socket.destroy();
    }
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

type Question = (socket: Duplex, place: Place, signal: AbortSignal) => Promise<boolean>;

const answersTls: Question = async (socket, { host }, signal) => {
  try {
    await overTls(socket, host, signal, { trusted: false });
    return true;
  } catch (error) {
    // An alert is an answer too: the server speaks TLS, only not with us.
    return /alert/i.test(String(error));
  }
};

const answersConnect: Question = async (socket, _place, signal) =>
  (await connack(socket, 4, undefined, signal)).kind === 'connack';

const answersHttp: Question = async (socket, place, signal) => {
  socket.write(`GET / HTTP/1.1\r\nHost: ${hostAndPort(place)}\r\nConnection: close\r\n\r\n`);
  const [bytes] = (await once(socket, 'data', { signal })) as [Buffer];
  return isHttp(bytes);
};

export const isHttp = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 5) === 'HTTP/';
