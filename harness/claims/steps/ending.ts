import { DeadlineError } from '../../base/deadline.ts';
import type { PacketType } from '../../protocol/packet.ts';
import type { Sendable } from '../../wire/client/bytes.ts';
import { ConnectionEndedError, type RawClient } from '../../wire/client/raw-client.ts';
import type { Finding } from '../spec-claim.ts';

/** Milliseconds a broker that has gone on is given to close the connection after all. */
const SECOND_THOUGHTS_MS = 1_000;

/** What became of a connection; words, because they are shown where a claim is broken. */
export type Ending = 'closed by the broker' | `still open: ${string}`;

/**
 * What becomes of a connection on which something was sent that the broker has to close it for, followed by something
 * harmless. A broker that answers the latter has gone on.
 * @param sign the answer to a harmless packet; default: PINGRESP
 */
export async function ending(client: RawClient, sign: PacketType = 'PINGRESP'): Promise<Ending> {
  try {
    await client.receive(sign);
  } catch (error) {
    if (error instanceof ConnectionEndedError) return closedInTime(client, `no ${sign}, but no end either`);
    if (error instanceof DeadlineError) return `still open: no ${sign}, but no end either`;
    throw error;
  }
  return closedInTime(client, `${sign} came`);
}

/** The finding on something that the broker has to close the connection for. */
export async function cutOffFor(client: RawClient, what: Sendable): Promise<Finding> {
  await client.send(what);
  await client.send({ cmd: 'pingreq' });
  return { expected: 'closed by the broker', seen: await ending(client) };
}

async function closedInTime(client: RawClient, otherwise: string): Promise<Ending> {
  try {
    const { how } = await client.closed({ deadline: SECOND_THOUGHTS_MS });
    return how === 'closed-here' ? `still open: ${otherwise}` : 'closed by the broker';
  } catch (error) {
    if (error instanceof DeadlineError) return `still open: ${otherwise}`;
    throw error;
  }
}

/** The answer to a CONNECT, and what became of the connection. */
export interface Answer {
  /** Return code (3.1.1) or reason code (5) of CONNACK. */
  readonly connack: number | 'none';
  readonly connection: Ending;
}

/** What a CONNECT is answered with that has to be refused. */
export async function answer(client: RawClient): Promise<Answer> {
  try {
    const { bytes } = await client.receive('CONNACK');
    return { connack: bytes[3] ?? 'none', connection: await closedInTime(client, 'CONNACK came') };
  } catch (error) {
    if (!(error instanceof ConnectionEndedError)) throw error;
    return { connack: 'none', connection: await closedInTime(client, 'what came is no MQTT') };
  }
}
