/**
 * Plays the events of a run so that a room can follow. A held run also waits before each step until the presenter asks for
 * it. Only the stage waits: the lab itself runs ahead without a pause. If a lab paused between two steps, its keep alives,
 * session expiries and deadlines would run out while the presenter talks, and it would show something else than it says.
 */
import type { Held } from '../state.ts';
import type { RunEvent } from './run-event.ts';

/** How long the room needs before the next event, in ms. A lab takes a tenth of that. */
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

/** The share of a silence on the wire that is played, and its maximum, in ms. */
const SILENCE = 0.25;
const LONGEST_SILENCE = 900;

export interface Hold {
  /** Whether the presenter asks for this event. */
  readonly before: (event: RunEvent) => boolean;
  /** The run waits before this event. Undefined: it does not wait any more. */
  readonly changed: (event: RunEvent | undefined) => void;
}

/** Passes events on in order, none before it happened, and all up to the first packet at once. */
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
  /** The presenter has asked for the step that the run waits before. */
  #isAskedFor = false;
  /** The presenter has asked for the next step before this one was over. */
  #isQuick = false;

  /** @param hold where the run waits for the presenter; undefined: it never waits */
  constructor(tell: (event: RunEvent) => void, hold?: Hold) {
    this.#tell = tell;
    this.#hold = hold;
    // By the time of the first question, the events before the first step have been shown.
    this.#isQuick = hold !== undefined;
  }

  push(event: RunEvent): void {
    this.#waiting.push(event);
    if (this.#timer === undefined) this.#pass();
  }

  /** Plays the step that the run waits before; if it does not wait, shows the rest of this step at once. */
  play(): void {
    if (this.#isHeld) {
      this.#isAskedFor = true;
      this.#release();
    } else this.#isQuick = true;
    this.#passNow();
  }

  /** Plays on without waiting for the presenter. */
  playThrough(): void {
    const wasHeld = this.#isHeld;
    this.#release();
    this.#hold = undefined;
    if (wasHeld) this.#passNow();
  }

  /** Passes on all waiting events now, and later ones as they arrive. */
  hurry(): void {
    this.#hurried = true;
    this.#release();
    this.#hold = undefined;
    this.#passNow();
  }

  /**
   * Replaces the events that still wait.
   * @param isAskedFor whether the presenter has asked for their first step: it then begins at once
   */
  replaceWaiting(events: readonly RunEvent[], isAskedFor: boolean): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#waiting.splice(0, this.#waiting.length, ...events);
    this.#isAskedFor ||= isAskedFor;
    this.#isHeld = false;
    this.#pass();
  }

  /** Stops; passes on nothing more. */
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

/** What the run waits before, for the stage. */
export const heldAt = (event: RunEvent): Held =>
  event.type === 'step'
    ? { step: event.number, title: event.title, ...(event.question && { question: event.question }) }
    : 'end';

const timeOf = (event: RunEvent): number | undefined => ('at' in event ? event.at : undefined);

/** Whether the event is drawn; the opening and closing of a connection is not. */
const isSeen = (event: RunEvent): boolean => event.type !== 'packet' || event.entry.kind === 'packet';
