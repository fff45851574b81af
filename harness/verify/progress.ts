import type { Language, Text } from '../base/text.ts';
import { visible } from '../base/visible.ts';
import { isUnexpected } from '../lab/events.ts';
import { marks } from '../lab/verdict.ts';
import type { VerifyEvent } from './verify.ts';

/** Where progress is shown. The line of a terminal can be overwritten. */
export interface Screen {
  readonly isTTY?: boolean;
  readonly columns?: number;
  write(text: string): unknown;
}

interface Tally {
  readonly jobs: number;
  done: number;
  broken: number;
}

const started = (jobs: number): Text => ({
  en: `started, ${jobs} runs`,
  ja: `起動しました(実行 ${jobs} 件)`,
});

/** The time between two lines if lines stay, in ms. */
const SPARSELY_MS = 10_000;
/** The time between two changes of a line that is overwritten, in ms. */
const SMOOTHLY_MS = 50;

/** Shows the progress of each broker: in one line of a terminal, or elsewhere in a line now and then. */
export class Progress {
  readonly #screen: Screen;
  readonly #language: Language;
  readonly #tallies = new Map<string, Tally>();
  #shownAt = performance.now();

  constructor(screen: Screen, language: Language) {
    this.#screen = screen;
    this.#language = language;
  }

  see(event: VerifyEvent): void {
    switch (event.type) {
      case 'opening':
        this.#say(event.broker, event.progress);
        break;
      case 'started':
        this.#tallies.set(event.broker, { jobs: event.jobs, done: 0, broken: 0 });
        if (!this.#screen.isTTY) this.#say(event.broker, started(event.jobs));
        break;
      case 'done':
        this.#count(event);
        break;
      case 'lost':
        this.#say(event.broker, event.reason);
        break;
      case 'not-started':
        break;
    }
  }

  /** Removes the line, so that the next output takes its place. */
  end(): void {
    if (this.#screen.isTTY) this.#screen.write('\r\x1b[K');
  }

  #count({ broker, findings }: Extract<VerifyEvent, { type: 'done' }>): void {
    const tally = this.#tallies.get(broker);
    if (tally === undefined) return;
    tally.done++;
    tally.broken += findings.claims.filter(
      ({ judged }) => judged !== undefined && isUnexpected(judged),
    ).length;
    const now = performance.now();
    if (now - this.#shownAt < (this.#screen.isTTY ? SMOOTHLY_MS : SPARSELY_MS)) return;
    this.#shownAt = now;
    const line = [...this.#tallies].map(([label, one]) => `${visible(label)} ${this.#far(one)}`).join(' · ');
    if (this.#screen.isTTY) this.#screen.write(`\r\x1b[K${visible(line, (this.#screen.columns || 80) - 1)}`);
    else this.#screen.write(`${line}\n`);
  }

  #far({ jobs, done, broken }: Tally): string {
    return broken === 0 ? `${done}/${jobs}` : `${done}/${jobs} ${marks.broken} ${broken}`;
  }

  #say(broker: string, text: Text): void {
    this.end();
    this.#screen.write(`${visible(broker)}: ${text[this.#language]}\n`);
  }
}
