import { CannotRunError } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import type { Text } from '../../base/text.ts';
import { type Direction, type PacketType, packetTypes } from '../../protocol/packet.ts';
import type { Candidate } from './criteria.ts';
import type { Fault } from './fault.ts';

/** The faults of a tap in the order in which they were armed. If two match the same packet, the first one hits it. */
export class FaultSet {
  readonly #faults: Fault[] = [];

  arm<F extends Fault>(fault: F): F {
    this.#faults.push(fault);
    return fault;
  }

  /** Whether any fault may still hit a packet of this direction. */
  watches(direction: Direction, type?: PacketType): boolean {
    return this.#faults.some((fault) => fault.mayHit(direction, type));
  }

  /** The fault that hits this packet, if any. */
  choose(packet: Candidate): Fault | undefined {
    let chosen: Fault | undefined;
    for (const fault of this.#faults) {
      if (fault.offer(packet, chosen !== undefined)) chosen = fault;
    }
    return chosen;
  }

  unfired(): Text[] {
    return this.#faults.flatMap((fault) => fault.complaint ?? []);
  }

  close(): void {
    for (const fault of this.#faults) fault.close();
  }
}

/** @throws CannotRunError `unknown-packet-type` with the nearest type there is */
export function knownPacketType(type: string): PacketType {
  const known = packetTypes.find((name) => name === type);
  if (known) return known;
  throw new CannotRunError(
    'unknown-packet-type',
    { en: `there is no packet type ${type}`, ja: `${type} というパケット種別はありません` },
    didYouMean(type, packetTypes),
  );
}
