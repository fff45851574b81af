import type { PacketEntry } from '../../protocol/packet.ts';

/** A packet from a client before any of its bytes has gone to the broker. */
export type Departing = Pick<PacketEntry, 'connection' | 'type' | 'size' | 'fields' | 'malformed'>;

/** Decides on each packet of a tap's clients whether, and when, it goes to the broker. */
export interface Gate {
  /**
   * Called with each complete packet, in order.
   * @returns how long this packet, and those behind it, wait before they are sent, in ms; undefined: it is never sent, and the
   * connection is cut
   */
  judge(packet: Departing): number | undefined;
  /** Called with each packet from the broker. */
  arrived(packet: Departing): void;
}
