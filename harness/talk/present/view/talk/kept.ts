import type { RunEvent } from '../../run/run-event.ts';
import { opening, type ShowSnapshot } from '../../show-parts.ts';
import type { Deck, Notes, RecordedRun, StageState } from '../../state.ts';

/** What a talk that was saved as one file holds. */
export interface Saved {
  readonly deck: Deck;
  readonly notes: Notes;
  /** When, as ISO 8601: a talk that is saved again has other slides and runs. */
  readonly savedAt: string;
  readonly recordings: Readonly<Record<string, RecordedRun>>;
}

interface Written {
  readonly savedAt: string;
  readonly stage: StageState;
  /** How many events of its run were told. */
  readonly told: number;
}

/** Where a saved talk has come to, kept for as long as its window is open: a reload goes on there. */
export class Kept {
  readonly #saved: Saved;
  readonly #storage: () => Storage;
  readonly #key: string;

  /**
   * @param storage throws where the browser has none for this page
   * @param key the talk's own: files share the storage of their window
   */
  constructor(saved: Saved, storage: () => Storage, key: string) {
    this.#saved = saved;
    this.#storage = storage;
    this.#key = key;
  }

  /** What the window showed; of a talk that was saved again since then, the slide. */
  read(): ShowSnapshot | undefined {
    try {
      const { savedAt, stage, told }: Written = JSON.parse(this.#storage().getItem(this.#key) ?? '');
      const { deck, recordings, savedAt: now } = this.#saved;
      const slide = Math.min(stage.slide, deck.slides.length - 1);
      if (savedAt !== now) return { stage: { ...opening.stage, slide }, events: [] };
      const { events = [] } = recordings[stage.run?.lab ?? ''] ?? {};
      return { stage, events: events.slice(0, told) };
    } catch {
      // Nothing was kept, or nothing that can be read: the talk begins.
      return undefined;
    }
  }

  write(stage: StageState, events: readonly RunEvent[]): void {
    const written: Written = { savedAt: this.#saved.savedAt, stage, told: events.length };
    try {
      this.#storage().setItem(this.#key, JSON.stringify(written));
    } catch {
      // The talk goes on all the same.
    }
  }
}
