import type { RunEvent } from './run-event.ts';

/** How long a room needs to see one thing before the next, in ms. A lab takes a tenth of that. */
const gaps: Readonly<Record<RunEvent['type'], number>> = {
  start: 0,
  step: 500,
  note: 200,
  packet: 90,
  claim: 300,
  unsupported: 300,
  observation: 300,
  done: 300,
};

/**
 * Passes events on slowly enough to be followed: in order, none before it happened, all up to the first packet at
 * once.
 */
export class Pace {
  readonly #tell: (event: RunEvent) => void;
  readonly #waiting: RunEvent[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = Number.NEGATIVE_INFINITY;
  #slow = false;
  #hurried = false;

  constructor(tell: (event: RunEvent) => void) {
    this.#tell = tell;
  }

  push(event: RunEvent): void {
    this.#waiting.push(event);
    if (this.#timer === undefined) this.#pass();
  }

  /** Tells what is waiting now, and what is still to come when it comes. */
  hurry(): void {
    this.#hurried = true;
    clearTimeout(this.#timer);
    this.#pass();
  }

  /** Tells nothing more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
  }

  #pass(): void {
    this.#timer = undefined;
    for (let event = this.#waiting[0]; event !== undefined; event = this.#waiting[0]) {
      const wait = this.#last + this.#gapBefore(event) - performance.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#pass(), wait);
        return;
      }
      this.#waiting.shift();
      if (isSeen(event)) this.#last = performance.now();
      this.#slow ||= event.type === 'packet' && isSeen(event);
      this.#tell(event);
    }
  }

  #gapBefore(event: RunEvent): number {
    return this.#slow && !this.#hurried && isSeen(event) ? gaps[event.type] : 0;
  }
}

/** That a connection opens or is put away is not drawn. */
const isSeen = (event: RunEvent): boolean => event.type !== 'packet' || event.entry.kind === 'packet';
