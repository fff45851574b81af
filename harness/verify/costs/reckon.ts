import { CloudGate } from '../../brokers/clouds/gate/cloud-gate.ts';
import { Rates } from '../../brokers/clouds/gate/rates.ts';
import type { CloudLimits } from '../../brokers/clouds/limits.ts';
import type { LimitName } from '../../brokers/clouds/words.ts';
import type { PacketEntry } from '../../protocol/packet.ts';

/** What a run costs at a cloud. Checks that the broker still answers, and cleaning up, are not counted. */
export interface Cost {
  /** CONNECTs. */
  readonly connections: number;
  /** PUBLISH to the broker. */
  readonly publishes: number;
  /** PUBLISH from the broker. */
  readonly deliveries: number;
  /** MQTT bytes, both ways. */
  readonly bytes: number;
}

export const noCost: Cost = { connections: 0, publishes: 0, deliveries: 0, bytes: 0 };

export const sumOf = (one: Cost, other: Cost): Cost => ({
  connections: one.connections + other.connections,
  publishes: one.publishes + other.publishes,
  deliveries: one.deliveries + other.deliveries,
  bytes: one.bytes + other.bytes,
});

/** Reckons from the packets of one run what it costs, and where it would be stopped at the gate of one cloud. */
export class Reckoning {
  readonly #gate: CloudGate;
  #cost = noCost;
  #limit: LimitName | undefined;

  constructor(limits: CloudLimits) {
    this.#gate = new CloudGate({
      limits,
      rates: new Rates(limits),
      onlyTells: true,
      onExcess: (limit) => {
        this.#limit ??= limit;
      },
    });
  }

  /** What the run costs, up to where it is stopped. */
  get cost(): Cost {
    return this.#cost;
  }

  /** The limit at which it is stopped. */
  get limit(): LimitName | undefined {
    return this.#limit;
  }

  /** Takes the next packet, as a tap saw it. */
  see(packet: PacketEntry): void {
    // What a fault keeps from the broker costs nothing there.
    if (packet.direction === 'to-broker' && (packet.fate === 'lost' || packet.fate === 'held')) return;
    if (this.#limit !== undefined) return;
    if (packet.direction === 'to-broker') this.#gate.judge(packet);
    else this.#gate.arrived(packet);
    if (this.#limit !== undefined) return;
    const isMessage = packet.type === 'PUBLISH';
    const copies = packet.fate === 'duplicated' ? 2 : 1;
    this.#cost = sumOf(this.#cost, {
      connections: packet.type === 'CONNECT' ? 1 : 0,
      publishes: isMessage && packet.direction === 'to-broker' ? copies : 0,
      deliveries: isMessage && packet.direction === 'to-client' ? 1 : 0,
      bytes: packet.size * copies,
    });
  }
}
