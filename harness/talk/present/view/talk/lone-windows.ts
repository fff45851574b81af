import type { RunEvent } from '../../run/run-event.ts';
import type { ShowSnapshot } from '../../show-parts.ts';
import type { StageState } from '../../state.ts';

/** Whoever has the higher one shows; the others follow. By turn, and in one turn by who. */
type Rank = readonly [turn: number, who: string];

export interface Told {
  readonly rank: Rank;
  readonly stage: StageState;
  /** Events of its run, after the first `from`. */
  readonly from: number;
  readonly events: readonly RunEvent[];
}

/** Where windows hear each other: a BroadcastChannel. */
export interface Channel {
  onmessage: ((event: MessageEvent<Told>) => unknown) | null;
  postMessage(told: Told): void;
  close(): void;
}

export interface LoneWindowsOptions {
  /** What this window had come to when it lost the server. */
  readonly begin: ShowSnapshot;
  /** One that is seen shows rather than one that is covered: its clock runs slower. */
  readonly isSeen: boolean;
  /** Another window shows from now on. */
  readonly yielded: () => void;
  readonly changed: () => void;
}

/** The windows of one talk that have lost its server: one of them shows, as the server did, and the others follow. */
export class LoneWindows {
  readonly #channel: Channel;
  readonly #options: LoneWindowsOptions;
  readonly #who: string;
  #rank: Rank;
  #shown: ShowSnapshot;

  constructor(channel: Channel, options: LoneWindowsOptions) {
    this.#channel = channel;
    this.#options = options;
    this.#who = `${Number(options.isSeen)}${Math.random()}`;
    this.#rank = [0, this.#who];
    this.#shown = options.begin;
    channel.onmessage = ({ data }: MessageEvent<Told>) => this.#hear(data);
    this.#tellAll();
  }

  get shown(): ShowSnapshot {
    return this.#shown;
  }

  /** Whether this window is the one that shows. */
  get shows(): boolean {
    return this.#rank[1] === this.#who;
  }

  /** Shows from now on, with what has been shown until now. */
  take(): void {
    this.#rank = [this.#rank[0] + 1, this.#who];
    this.#tellAll();
  }

  /** Tells the others of a change of the stage, while this window shows. */
  change(stage: StageState): void {
    if (!this.shows) return;
    this.#begin();
    const begins = stage.run?.number !== this.#shown.stage.run?.number;
    this.#shown = { stage, events: begins ? [] : this.#shown.events };
    this.#post(this.#shown.events.length, []);
  }

  /** Tells the others of more events of the run on the stage, while this window shows. */
  tell(from: number, events: readonly RunEvent[]): void {
    if (!this.shows) return;
    this.#begin();
    this.#shown = { ...this.#shown, events: [...this.#shown.events.slice(0, from), ...events] };
    this.#post(from, events);
  }

  close(): void {
    this.#channel.onmessage = null;
    this.#channel.close();
  }

  /** Once something has happened here, a window that loses its server later is not to go on from before it. */
  #begin(): void {
    this.#rank = [Math.max(1, this.#rank[0]), this.#who];
  }

  #tellAll(): void {
    this.#post(0, this.#shown.events);
  }

  #post(from: number, events: readonly RunEvent[]): void {
    const told: Told = { rank: this.#rank, stage: this.#shown.stage, from, events };
    this.#channel.postMessage(told);
  }

  #hear({ rank, stage, from, events }: Told): void {
    if (isLower(rank, this.#rank)) {
      // It has just lost the server, or has not heard yet who shows.
      if (this.shows) this.#tellAll();
      return;
    }
    const wasShowing = this.shows;
    this.#rank = rank;
    const before = stage.run?.number === this.#shown.stage.run?.number ? this.#shown.events : [];
    this.#shown = { stage, events: [...before.slice(0, from), ...events] };
    if (wasShowing) this.#options.yielded();
    this.#options.changed();
  }
}

const isLower = ([turn, who]: Rank, [otherTurn, other]: Rank): boolean =>
  turn < otherTurn || (turn === otherTurn && who < other);
