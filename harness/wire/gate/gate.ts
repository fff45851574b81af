import type { PacketEntry } from '../../protocol/packet.ts';

/** A packet from a client before any of its bytes has gone to the broker. */
export type Departing = Pick<PacketEntry, 'connection' | 'type' | 'size' | 'fields' | 'malformed'>;

/** Decides on each packet of a tap's clients whether, and when, it goes to the broker. */
export interface Gate {
  /**
   * Called with each complete packet, in order.
   * @returns how long it waits first, in ms, and those behind it with it; undefined to never send it: then the connection is
   * cut
   */
  judge(packet: Departing): number | undefined;
  /** Called with each packet from the broker. */
  arrived(packet: Departing): void;
}
