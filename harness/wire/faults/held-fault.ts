import { Fault, type FaultPlan } from './fault.ts';

/** A fault that keeps packets until they are released. Packets behind them pass. */
export class HoldFault extends Fault {
  readonly #kept: (() => boolean)[] = [];

  /**
   * Sends on what is held, in order, between two other packets of its stream. Returns how many packets that
   * were; those whose connection is gone are lost and not counted.
   */
  release(): number {
    return this.#kept.splice(0).filter((sendOn) => sendOn()).length;
  }

  /** @internal */
  keep(sendOn: () => boolean): void {
    this.#kept.push(sendOn);
  }
}

/** Something that can be thawed. */
export interface Frozen {
  /** What was kept back passes, in order; closing too. */
  thaw(): void;
}

/** A fault that freezes connections: nothing passes, nothing closes. */
export class FreezeFault extends Fault implements Frozen {
  readonly #frozen: Frozen[] = [];

  thaw(): void {
    for (const connection of this.#frozen.splice(0)) connection.thaw();
  }

  /** @internal */
  froze(connection: Frozen): void {
    this.#frozen.push(connection);
  }
}

/** The half of a sentence that says when: `tap.cut().after('PUBLISH')`. */
export interface When<F extends Fault, Type = FaultPlan['type']> {
  /** Once this packet has passed. */
  after(type: Type): F;
  /** Instead of passing this packet. */
  before(type: Type): F;
}
