import type { Text } from '../../text.ts';
import { Refusal } from '../refusal.ts';
import type { RunEvent } from '../run/run-event.ts';
import { Show } from '../show.ts';
import type { Command, Deck, Notes, RecordedRun, StageState } from '../state.ts';
import type { Talk } from './talk.ts';

export interface LoneTalkOptions {
  readonly deck: Deck;
  readonly notes: Notes;
  readonly recordings: Readonly<Record<string, RecordedRun>>;
  readonly slide: number;
  readonly changed: () => void;
}

/** A talk without a server: it keeps its own stage, and its runs are recorded ones. */
export class LoneTalk implements Talk {
  readonly notes: Notes;
  readonly mayAct = true;
  readonly isAlone = true;
  readonly #show: Show;

  constructor({ deck, notes, recordings, slide, changed }: LoneTalkOptions) {
    this.notes = notes;
    this.#show = new Show(
      deck,
      { live: undefined, recording: async (lab) => recordings[lab], changed, told: changed },
      undefined,
      slide,
    );
  }

  get deck(): Deck {
    return this.#show.deck;
  }

  get stage(): StageState {
    return this.#show.stage;
  }

  get events(): readonly RunEvent[] {
    return this.#show.events;
  }

  async ask(command: Command): Promise<Text | undefined> {
    try {
      await this.#show.perform(command);
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error.says;
      throw error;
    }
  }
}
