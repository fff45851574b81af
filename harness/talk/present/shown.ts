import type { Live } from './run/live.ts';
import type { RunEvent } from './run/run-event.ts';
import type { RecordedRun, StageState } from './state.ts';

export interface ShowParts {
  readonly live: Live | undefined;
  recording(lab: string): Promise<RecordedRun | undefined>;
  /** Something on the stage has changed. */
  changed(stage: StageState): void;
  /** Events came after the first `from` of this run. */
  told(run: number, from: number, events: readonly RunEvent[]): void;
}

/** What a show has come to. */
export interface Shown {
  readonly stage: StageState;
  /** Of the run on the stage. */
  readonly events: readonly RunEvent[];
}

export const opening: Shown = {
  stage: { slide: 0, shown: 'slide', revision: 1, brokers: [], chosen: '' },
  events: [],
};
