import type { Text } from '../../../base/text.ts';
import type { RunEvent } from './run-event.ts';

/** A lab that runs now. Its last event is `done`, whatever happens to it. */
export interface LiveRun {
  cancel(): void;
}

/** Where labs run; a view without a server has none. */
export interface Live {
  /** Why nothing can run now. */
  readonly trouble: Text | undefined;
  /**
   * @param tell called with each event; after `done` its process is gone
   * @param breaksOff called as soon as the run can't come to its end; `done` follows when it has cleaned up
   */
  start(lab: string, tell: (event: RunEvent) => void, breaksOff: () => void): LiveRun;
  choose(broker: string): void;
}
