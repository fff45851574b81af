import { DeadlineError } from '../../base/deadline.ts';
import type { CannotRunError } from '../../base/errors.ts';
import { watchStandstill } from '../../base/standstill.ts';
import { type Ran, whyNoTime } from './too-busy.ts';
import { Witness, type WitnessOf } from './witness.ts';

/** Watches how regularly this process and the broker run during a run, and knows whether its time could be measured. */
export class Timekeeper implements AsyncDisposable {
  readonly #standstill = watchStandstill();
  readonly #witness: Witness | undefined;

  /** @param isAboutTime whether the run is about time itself; if not, nothing is left out, and the broker has no witness */
  constructor(isAboutTime: boolean, of: WitnessOf) {
    this.#witness = isAboutTime ? new Witness(of) : undefined;
  }

  get ran(): Ran {
    return { process: this.#standstill, broker: this.#witness?.longest ?? 0 };
  }

  /** @throws CannotRunError `machine-too-busy` if the run is about time and this machine may have caused what was seen */
  mayBlame(): void {
    const error = this.#whyNot();
    if (error) throw error;
  }

  /** The reason for an error that ended a run: the machine, if it stood still and a deadline passed; else the error itself. */
  reasonOf(error: unknown): unknown {
    return (error instanceof DeadlineError ? this.#whyNot() : undefined) ?? error;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#standstill[Symbol.dispose]();
    await this.#witness?.[Symbol.asyncDispose]();
  }

  #whyNot(): CannotRunError | undefined {
    return this.#witness === undefined ? undefined : whyNoTime(this.ran);
  }
}
