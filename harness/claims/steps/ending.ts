import { DeadlineError } from '../../base/deadline.ts';
import type { PacketType } from '../../protocol/packet.ts';
import type { Sendable } from '../../wire/client/bytes.ts';
import { ConnectionEndedError, type RawClient } from '../../wire/client/raw-client.ts';
import type { Finding } from '../spec-claim.ts';

/** How long a broker that answered may still take to close the connection, in ms. */
const SECOND_THOUGHTS_MS = 1_000;

/** How a connection ended, in the words that a report shows. */
export type Ending = 'closed by the broker' | `still open: ${string}`;

/**
 * Waits for the end of a connection after a packet for which the broker must close it, and after a harmless packet. If the broker
 * answers the harmless packet, it has kept the connection open.
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

/** The finding after a packet for which the broker must close the connection. */
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

/** The answer to a CONNECT, and how the connection ended. */
export interface Answer {
  /** Return code (3.1.1) or reason code (5) of CONNACK. */
  readonly connack: number | 'none';
  readonly connection: Ending;
}

/** The answer to a CONNECT that the broker must refuse. */
export async function answer(client: RawClient): Promise<Answer> {
  try {
    const { bytes } = await client.receive('CONNACK');
    return { connack: bytes[3] ?? 'none', connection: await closedInTime(client, 'CONNACK came') };
  } catch (error) {
    if (!(error instanceof ConnectionEndedError)) throw error;
    return { connack: 'none', connection: await closedInTime(client, 'what came is no MQTT') };
  }
}
