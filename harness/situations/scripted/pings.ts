/** How long PINGRESP may take, in ms. */
const ANSWER_MS = 1_500;

/** Keeps a connection alive, and notices if the broker stops answering. */
export class Pings {
  readonly #ping: () => void;
  readonly #onSilence: () => void;
  #clock: NodeJS.Timeout | undefined;
  #patience: NodeJS.Timeout | undefined;

  constructor(ping: () => void, onSilence: () => void) {
    this.#ping = ping;
    this.#onSilence = onSilence;
  }

  /** Sends PINGREQ every `ms` milliseconds. */
  start(ms: number): void {
    this.#clock = setInterval(() => {
      this.#ping();
      this.#patience ??= setTimeout(this.#onSilence, ANSWER_MS);
    }, ms);
  }

  answered(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }

  stop(): void {
    clearInterval(this.#clock);
    this.answered();
  }
}
