import type { RunEvent } from '../../run/run-event.ts';
import { opening, type ShowSnapshot } from '../../show-parts.ts';
import type { Deck, Notes, RecordedRun, StageState } from '../../state.ts';

/** The contents of a talk that was saved as one file. */
export interface Saved {
  readonly deck: Deck;
  readonly notes: Notes;
  /** ISO 8601. A talk that is saved again has other slides and runs. */
  readonly savedAt: string;
  readonly recordings: Readonly<Record<string, RecordedRun>>;
}

interface Written {
  readonly savedAt: string;
  readonly stage: StageState;
  /** Number of events of its run that were shown. */
  readonly told: number;
}

/** Stores the state of a saved talk while its window is open: a reload continues there. */
export class SavedState {
  readonly #saved: Saved;
  readonly #storage: () => Storage;
  readonly #key: string;

  /**
   * @param storage throws if the browser offers none to this page
   * @param key unique for this talk: files share the storage of their window
   */
  constructor(saved: Saved, storage: () => Storage, key: string) {
    this.#saved = saved;
    this.#storage = storage;
    this.#key = key;
  }

  /** The stored state; if the talk was saved again since then, only the slide. */
  read(): ShowSnapshot | undefined {
    try {
      const { savedAt, stage, told }: Written = JSON.parse(this.#storage().getItem(this.#key) ?? '');
      const { deck, recordings, savedAt: now } = this.#saved;
      const slide = Math.min(stage.slide, deck.slides.length - 1);
      if (savedAt !== now) return { stage: { ...opening.stage, slide }, events: [] };
      const { events = [] } = recordings[stage.run?.lab ?? ''] ?? {};
      return { stage, events: events.slice(0, told) };
    } catch {
      // Nothing was stored, or nothing readable: the talk starts at the beginning.
      return undefined;
    }
  }

  write(stage: StageState, events: readonly RunEvent[]): void {
    const written: Written = { savedAt: this.#saved.savedAt, stage, told: events.length };
    try {
      this.#storage().setItem(this.#key, JSON.stringify(written));
    } catch {
      // The talk works without storage.
    }
  }
}
