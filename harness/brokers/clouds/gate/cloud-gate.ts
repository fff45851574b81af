import type { Departing, Gate } from '../../../wire/gate/gate.ts';
import type { CloudLimits } from '../limits.ts';
import type { LimitName } from '../words.ts';
import { GatedClient } from './client.ts';
import { excessOf } from './excess.ts';
import type { Rates } from './rates.ts';

interface Parts {
  readonly limits: CloudLimits;
  readonly rates: Rates;
  /** Whether packets beyond a limit are sent all the same, and none waits. */
  readonly onlyTells: boolean;
  /** Called for each packet beyond a limit, before it is refused. */
  readonly onExcess: (limit: LimitName) => void;
  /** Called with the time that a packet has to wait, in ms. */
  readonly onHold?: (ms: number) => void;
}

/** Keeps the clients of one tap inside the documented limits of a cloud. */
export class CloudGate implements Gate {
  readonly #parts: Parts;
  readonly #clients = new Map<number, GatedClient>();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  judge(packet: Departing): number | undefined {
    const { limits, rates, onlyTells, onExcess, onHold } = this.#parts;
    const client = this.#clientOf(packet);
    if (packet.type === 'CONNECT') {
      client.clientId = packet.fields.clientId ?? '';
      client.version = packet.fields.protocolVersion === 5 ? 5 : 4;
    }
    const excess = excessOf(limits, packet, client);
    if (excess !== undefined) {
      onExcess(excess);
      if (!onlyTells) return undefined;
    }
    client.departs(packet);
    const wait = onlyTells ? 0 : rates.delay(packet, client);
    if (wait > 0) onHold?.(wait);
    return wait;
  }

  arrived(packet: Departing): void {
    const client = this.#clientOf(packet);
    if (packet.type === 'CONNACK') this.#parts.rates.connected(client);
    client.receives(packet);
  }

  #clientOf({ connection }: Departing): GatedClient {
    const client = this.#clients.get(connection) ?? new GatedClient();
    this.#clients.set(connection, client);
    return client;
  }
}
