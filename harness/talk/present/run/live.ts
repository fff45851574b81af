import type { Text } from '../../../base/text.ts';
import type { RunEvent } from './run-event.ts';

/** A lab that runs now. Its last event is always `done`. */
export interface LiveRun {
  cancel(): void;
}

/** Runs labs. A view without a server has none. */
export interface Live {
  /** Why nothing can run now. */
  readonly trouble: Text | undefined;
  /**
   * Runs a lab on the chosen broker.
   * @param tell called with each event; after `done` the process has ended
   * @param breaksOff called as soon as the run can't finish; `done` follows after the cleanup
   */
  start(lab: string, tell: (event: RunEvent) => void, breaksOff: () => void): LiveRun;
  /** Runs a lab on this broker, which must be ready; another run may be in progress. */
  startOn(broker: string, lab: string, tell: (event: RunEvent) => void): LiveRun;
  choose(broker: string): void;
}
