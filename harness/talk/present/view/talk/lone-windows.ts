import type { RunEvent } from '../../run/run-event.ts';
import type { ShowSnapshot } from '../../show-parts.ts';
import type { StageState } from '../../state.ts';

/** The window with the highest rank shows; the others follow. Compared by turn, then by window. */
type Rank = readonly [turn: number, who: string];

export interface Told {
  readonly rank: Rank;
  readonly stage: StageState;
  /** Events that follow the first `from` events of its run. */
  readonly from: number;
  readonly events: readonly RunEvent[];
}

/** The channel between windows: a BroadcastChannel. */
export interface Channel {
  onmessage: ((event: MessageEvent<Told>) => unknown) | null;
  postMessage(told: Told): void;
  close(): void;
}

export interface LoneWindowsOptions {
  /** The state of this window when it lost the server. */
  readonly begin: ShowSnapshot;
  /** A visible window is preferred: browsers slow down the clock of a covered one. */
  readonly isSeen: boolean;
  /** Called when another window takes over. */
  readonly yielded: () => void;
  readonly changed: () => void;
}

/** The windows of one talk that have lost its server. One of them takes the server's place, and the others follow. */
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

  /** Whether this window is the one that the others follow. */
  get shows(): boolean {
    return this.#rank[1] === this.#who;
  }

  /** Takes over, with the state so far. */
  take(): void {
    this.#rank = [this.#rank[0] + 1, this.#who];
    this.#tellAll();
  }

  /** If this window leads: tells the others of a change of the stage. */
  change(stage: StageState): void {
    if (!this.shows) return;
    this.#begin();
    const begins = stage.run?.number !== this.#shown.stage.run?.number;
    this.#shown = { stage, events: begins ? [] : this.#shown.events };
    this.#post(this.#shown.events.length, []);
  }

  /** If this window leads: tells the others of more events of the run on the stage. */
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

  /** Marks that something has happened here: a window that loses its server later must not go back to an earlier state. */
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
      // That window has just lost the server, or does not know yet which one leads.
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
