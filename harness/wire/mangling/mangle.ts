import type { Packet } from 'mqtt-packet';
import type { Direction } from '../../protocol/packet.ts';

/** A connection through the proxy, as a {@link Mangle} sees it. */
export interface Passage {
  /** The client id of CONNECT, or the one that CONNACK assigned; empty before. */
  readonly clientId: string;
  /** The n-th connection of this proxy, from 1. */
  readonly connection: number;
  readonly webSocket: boolean;
  /** The protocol version of CONNECT: 4 or 5. */
  readonly protocolVersion: number;
  /** The packet's bytes, also if it could not be decoded. */
  readonly bytes: Buffer;
  /** Sends a packet to the client, as if from the broker. */
  readonly tell: (packet: Packet | Buffer) => void;
  /** Sends a packet to the broker, as if from the client. */
  readonly pretend: (packet: Packet) => void;
  /** Closes the connection. */
  readonly hangUp: () => void;
}

/**
 * Changes a packet: returns the same object (its original bytes pass), another packet, several, or none. A packet that cannot be
 * decoded is `undefined`; return `passage.bytes` to let it pass.
 */
export type Mangle = (
  packet: Packet | undefined,
  direction: Direction,
  passage: Passage,
) => Packet | Buffer | undefined | readonly (Packet | Buffer)[];

/** Puts one mangle in front of another, on the side of the clients. */
export const inFrontOf =
  (behind: Mangle, front: Mangle): Mangle =>
  (packet, direction, passage) => {
    const [first, second] = direction === 'to-broker' ? [front, behind] : [behind, front];
    return [first(packet, direction, passage) ?? []]
      .flat()
      .flatMap((out) => (Buffer.isBuffer(out) ? out : (second(out, direction, passage) ?? [])));
  };
