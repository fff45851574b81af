import { Fault, type FaultPlan } from './fault.ts';

/** A fault that keeps packets until they are released. Packets behind them pass. */
export class HoldFault extends Fault {
  readonly #kept: (() => boolean)[] = [];

  /**
   * Sends the held packets in order, between two other packets of their stream.
   * @returns how many packets were sent. Those whose connection is closed are lost and not counted.
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
  /** Lets through everything that was kept back, in order, including the end of the connection. */
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

/** Says when a fault acts: `tap.cut().after('PUBLISH')`. */
export interface When<F extends Fault, Type = FaultPlan['type']> {
  /** Acts after this packet has passed. */
  after(type: Type): F;
  /** Acts instead of letting this packet pass. */
  before(type: Type): F;
}
