import { fixedPatience } from '../../base/patience.ts';
import type { PacketEntry } from '../../protocol/packet.ts';
import type { Candidate } from '../../wire/faults/criteria.ts';
import { Fault } from '../../wire/faults/fault.ts';
import { HoldFault } from '../../wire/faults/held-fault.ts';

const always = { sequel: 'none', delayMs: 0, patience: fixedPatience() } as const;

/** Keeps every SUBACK back, and hands over each with what sends it on. */
export class HeldSubacks extends HoldFault {
  readonly #onHeld: (suback: PacketEntry, sendOn: () => void) => void;
  #sendOn: () => void = () => {};

  constructor(onHeld: (suback: PacketEntry, sendOn: () => void) => void) {
    super({ type: 'SUBACK', action: 'hold', ...always });
    this.going('to-client').everyTime();
    this.#onHeld = onHeld;
  }

  override keep(sendOn: () => boolean): void {
    this.#sendOn = sendOn;
  }

  override hit(entry: PacketEntry): void {
    super.hit(entry);
    this.#onHeld(entry, this.#sendOn);
  }
}

/** Takes every probe out of what goes to clients, and tells which it was. */
export class SwallowedProbes extends Fault {
  readonly #mark: string;
  readonly #onProbe: (payload: string, connection: number) => void;

  /** @param mark how the payloads of probes begin, and no others */
  constructor(mark: string, onProbe: (payload: string, connection: number) => void) {
    super({ type: 'PUBLISH', action: 'lose', ...always });
    this.going('to-client').everyTime();
    this.#mark = mark;
    this.#onProbe = onProbe;
  }

  override offer(packet: Candidate, taken: boolean): boolean {
    return textOf(packet).startsWith(this.#mark) && super.offer(packet, taken);
  }

  override hit(entry: PacketEntry): void {
    super.hit(entry);
    this.#onProbe(textOf(entry), entry.connection);
  }
}

const textOf = ({ fields }: Pick<PacketEntry, 'fields'>): string =>
  Buffer.from(fields.payload ?? []).toString('latin1');
