import type { Text } from '../../../../base/text.ts';
import { Refusal } from '../../refusal.ts';
import type { RunEvent } from '../../run/run-event.ts';
import { Show } from '../../show.ts';
import type { ShowSnapshot } from '../../show-parts.ts';
import type { Command, Deck, Notes, RecordedRun, StageState } from '../../state.ts';
import { type Channel, LoneWindows } from './lone-windows.ts';
import type { SavedState } from './saved-state.ts';
import type { Talk } from './talk.ts';

export interface LoneTalkOptions {
  readonly deck: Deck;
  readonly notes: Notes;
  readonly recordings: Readonly<Record<string, RecordedRun>>;
  readonly changed: () => void;
  /** In a saved talk: the state before its window was reloaded. */
  readonly savedState?: SavedState;
}

export interface LostServer {
  /** The state to continue from. */
  readonly begin: ShowSnapshot;
  readonly channel: Channel;
  /** Whether this window is visible. */
  readonly isSeen: boolean;
}

/**
 * A talk without a server: its runs are recorded ones. A window that has lost its server continues together with the other
 * windows; a saved file never had a server and is alone.
 */
export class LoneTalk implements Talk {
  readonly notes: Notes;
  readonly mayAct = true;
  readonly isAlone = true;
  readonly #options: LoneTalkOptions;
  readonly #windows: LoneWindows | undefined;
  #show: Show;

  constructor(options: LoneTalkOptions, lost?: LostServer) {
    this.notes = options.notes;
    this.#options = options;
    this.#show = this.#newShow(lost?.begin ?? options.savedState?.read());
    if (lost !== undefined) {
      this.#windows = new LoneWindows(lost.channel, {
        ...lost,
        yielded: () => this.#show.stop(),
        changed: options.changed,
      });
    }
    this.#goOn();
  }

  get deck(): Deck {
    return this.#options.deck;
  }

  get stage(): StageState {
    return (this.#windows?.shown ?? this.#show).stage;
  }

  get events(): readonly RunEvent[] {
    return (this.#windows?.shown ?? this.#show).events;
  }

  /** Always empty: a pair needs brokers, which run on the server. */
  get pairEvents(): Talk['pairEvents'] {
    return [[], []];
  }

  async ask(command: Command): Promise<Text | undefined> {
    if (this.#windows?.shows === false) {
      this.#windows.take();
      this.#show = this.#newShow(this.#windows.shown);
      await this.#show.goOn();
    }
    try {
      await this.#show.perform(command);
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error.says;
      throw error;
    }
  }

  /** The server is back. */
  close(): void {
    this.#show.stop();
    this.#windows?.close();
  }

  #newShow(before?: ShowSnapshot): Show {
    const { deck, recordings } = this.#options;
    return new Show(
      deck,
      {
        live: undefined,
        recording: async (lab) => recordings[lab],
        changed: (stage) => {
          this.#windows?.change(stage);
          this.#changed();
        },
        told: (_run, from, events) => {
          this.#windows?.tell(from, events);
          this.#changed();
        },
      },
      undefined,
      before,
    );
  }

  #changed(): void {
    this.#options.savedState?.write(this.#show.stage, this.#show.events);
    this.#options.changed();
  }

  #goOn(): void {
    // A run that can't be played on stays as it is; this page has the recordings.
    this.#show.goOn().catch(() => {});
  }
}
