/**
 * Plays the events of a run so that a room can follow. A held run also waits before each step until the presenter asks for
 * it. Only the stage waits: the lab itself runs ahead, on the wire and without a pause. A lab that stood still between two
 * steps would have its keep alives, session expiries and deadlines run out while the presenter talks, and would show
 * something else than it says.
 */
import type { Held } from '../state.ts';
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

/** How much of a silence on the wire the room sits through, and the most of it, in ms. */
const SILENCE = 0.25;
const LONGEST_SILENCE = 900;

export interface Hold {
  /** Whether the presenter asks for this event. */
  readonly before: (event: RunEvent) => boolean;
  /** The run waits before this event; undefined: it waits no more. */
  readonly changed: (event: RunEvent | undefined) => void;
}

/** Passes events on in order, none before it happened, all up to the first packet at once. */
export class Playback {
  readonly #tell: (event: RunEvent) => void;
  readonly #waiting: RunEvent[] = [];
  #hold: Hold | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #last = Number.NEGATIVE_INFINITY;
  #lastHappened: number | undefined;
  #slow = false;
  #hurried = false;
  #isHeld = false;
  /** The presenter has asked for the step before which the run was held. */
  #isAskedFor = false;
  /** The presenter has asked for the next step before this one was over. */
  #isQuick = false;

  /** @param hold where the run waits for the presenter; undefined: nowhere */
  constructor(tell: (event: RunEvent) => void, hold?: Hold) {
    this.#tell = tell;
    this.#hold = hold;
    // What comes before the first step is over when the question is asked.
    this.#isQuick = hold !== undefined;
  }

  push(event: RunEvent): void {
    this.#waiting.push(event);
    if (this.#timer === undefined) this.#pass();
  }

  /** Plays the step before which the run is held; if it is not held, the rest of this step at once. */
  play(): void {
    if (this.#isHeld) {
      this.#isAskedFor = true;
      this.#release();
    } else this.#isQuick = true;
    this.#passNow();
  }

  /** Holds the run no more. */
  playThrough(): void {
    const wasHeld = this.#isHeld;
    this.#release();
    this.#hold = undefined;
    if (wasHeld) this.#passNow();
  }

  /** Tells what is waiting now, and what is still to come when it comes. */
  hurry(): void {
    this.#hurried = true;
    this.#release();
    this.#hold = undefined;
    this.#passNow();
  }

  /**
   * Other events take the place of those that are still waiting.
   * @param isAskedFor whether the step that they begin with has been asked for: it then begins at once
   */
  replaceWaiting(events: readonly RunEvent[], isAskedFor: boolean): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.splice(0, this.#waiting.length, ...events);
    this.#isAskedFor ||= isAskedFor;
    this.#isHeld = false;
    this.#pass();
  }

  /** Tells nothing more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#waiting.length = 0;
  }

  #release(): void {
    if (!this.#isHeld) return;
    this.#isHeld = false;
    this.#hold?.changed(undefined);
  }

  #passNow(): void {
    clearTimeout(this.#timer);
    this.#pass();
  }

  #pass(): void {
    this.#timer = undefined;
    for (let event = this.#waiting[0]; event !== undefined; event = this.#waiting[0]) {
      const wait = this.#last + this.#gapBefore(event) - performance.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#pass(), wait);
        return;
      }
      if (this.#waits(event)) return;
      this.#waiting.shift();
      if (event.type === 'step') this.#isAskedFor = false;
      if (isSeen(event)) this.#last = performance.now();
      this.#lastHappened = timeOf(event);
      this.#slow ||= event.type === 'packet' && isSeen(event);
      this.#tell(event);
    }
  }

  /** Whether the presenter has not asked for this event yet. */
  #waits(event: RunEvent): boolean {
    const hold = this.#hold;
    if (hold === undefined || this.#isAskedFor || !hold.before(event)) return false;
    if (!this.#isHeld) {
      this.#isHeld = true;
      this.#isQuick = false;
      hold.changed(event);
    }
    return true;
  }

  #gapBefore(event: RunEvent): number {
    const isAtOnce = this.#hurried || this.#isQuick || this.#isAskedFor;
    if (!this.#slow || isAtOnce || !isSeen(event)) return 0;
    return Math.max(gaps[event.type], this.#silenceBefore(event));
  }

  #silenceBefore(event: RunEvent): number {
    const at = timeOf(event);
    if (event.type !== 'packet' || at === undefined || this.#lastHappened === undefined) return 0;
    return Math.min(LONGEST_SILENCE, SILENCE * (at - this.#lastHappened));
  }
}

/** What a run waits before, as the stage shows it. */
export const heldAt = (event: RunEvent): Held =>
  event.type === 'step'
    ? { step: event.number, title: event.title, ...(event.question && { question: event.question }) }
    : 'end';

const timeOf = (event: RunEvent): number | undefined => ('at' in event ? event.at : undefined);

/** That a connection opens or is put away is not drawn. */
const isSeen = (event: RunEvent): boolean => event.type !== 'packet' || event.entry.kind === 'packet';
