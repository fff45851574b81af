import type { Live } from './run/live.ts';
import type { PairParts } from './run/pair.ts';
import type { RunEvent } from './run/run-event.ts';
import type { Deck, RecordedRun, StageState } from './state.ts';

export interface ShowParts {
  readonly live: Live | undefined;
  recording(lab: string): Promise<RecordedRun | undefined>;
  /** Something on the stage has changed. */
  changed(stage: StageState): void;
  /** Events came after the first `from` of this run. */
  told(run: number, from: number, events: readonly RunEvent[]): void;
  /** The same of one side of a pair. */
  toldBeside?: PairParts['told'];
}

/** What becomes of some of the state; `undefined` takes a part out of it. */
export type StageChange = { readonly [Key in keyof StageState]?: StageState[Key] | undefined };

/** Where runs are shown: the deck and the state as they are now. */
export interface Stage {
  deck(): Deck;
  state(): StageState;
  change(change: StageChange): void;
}

/** What a show has come to. */
export interface ShowSnapshot {
  readonly stage: StageState;
  /** Of the run on the stage. */
  readonly events: readonly RunEvent[];
}

export const opening: ShowSnapshot = {
  stage: { slide: 0, shown: 'slide', revision: 1, brokers: [], chosen: '' },
  events: [],
};
