import { generate } from 'mqtt-packet';
import { ownTimeSignal } from '../../base/own-time.ts';
import type { Endpoint } from '../../protocol/endpoint.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { Link } from '../../wire/client/link.ts';
import { NotOpened, openLink } from '../../wire/client/open.ts';
import { connack, type Reply, type Who } from './connack.ts';

/** The outcome of opening a connection and sending CONNECT. */
export type Answer = Reply | { readonly kind: 'not-opened'; readonly failure: NotOpened };

/** How long to wait for the connection and for the answer, in ms, and the signal that ends the waiting. */
export interface Limits {
  readonly patience: number;
  readonly signal: AbortSignal;
}

/** Opens a connection, sends CONNECT, reads the answer and closes the connection. */
export async function askConnect(
  endpoint: Endpoint,
  version: ProtocolVersion,
  who: Who,
  { patience, signal }: Limits,
): Promise<Answer> {
  const soon = () => AbortSignal.any([ownTimeSignal(patience), signal]);
  try {
    const link = await openLink(endpoint, { signal: soon() });
    const reply = await connack(link, version, who, soon());
    if (reply.kind === 'connack' && reply.code === 0) await leave(link);
    link.destroy();
    return reply;
  } catch (error) {
    if (error instanceof NotOpened) return { kind: 'not-opened', failure: error };
    throw error;
  }
}

/** Sends DISCONNECT; without it, the broker's log would show an error. */
export const leave = (link: Link): Promise<void> => link.write(generate({ cmd: 'disconnect' }));
