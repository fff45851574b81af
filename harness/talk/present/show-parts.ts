import type { Live } from './run/live.ts';
import type { PairParts } from './run/pair.ts';
import type { RunEvent } from './run/run-event.ts';
import type { Deck, RecordedRun, StageState } from './state.ts';

export interface ShowParts {
  readonly live: Live | undefined;
  recording(lab: string): Promise<RecordedRun | undefined>;
  /** Called when something on the stage has changed. */
  changed(stage: StageState): void;
  /** Called with events that follow the first `from` events of this run. */
  told(run: number, from: number, events: readonly RunEvent[]): void;
  /** The same for one side of a pair. */
  toldBeside?: PairParts['told'];
}

/** A change of the state; `undefined` removes a part. */
export type StageChange = { readonly [Key in keyof StageState]?: StageState[Key] | undefined };

/** What runs need of the stage: the current deck and state, and a way to change it. */
export interface Stage {
  deck(): Deck;
  state(): StageState;
  change(change: StageChange): void;
}

/** The state of a show that another show can continue from. */
export interface ShowSnapshot {
  readonly stage: StageState;
  /** Events of the run on the stage. */
  readonly events: readonly RunEvent[];
}

export const opening: ShowSnapshot = {
  stage: { slide: 0, shown: 'slide', revision: 1, brokers: [], chosen: '' },
  events: [],
};
