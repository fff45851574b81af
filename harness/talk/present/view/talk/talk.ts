import type { Text } from '../../../../base/text.ts';
import type { RunEvent } from '../../run/run-event.ts';
import type { Command, Deck, Notes, StageState } from '../../state.ts';

/** A talk as a view sees it, wherever it is kept. */
export interface Talk {
  readonly deck: Deck;
  readonly notes: Notes;
  readonly stage: StageState;
  /** Of the run on the stage. */
  readonly events: readonly RunEvent[];
  /** Of the pair on the stage, by side. */
  readonly pairEvents: readonly [readonly RunEvent[], readonly RunEvent[]];
  /** Whether this view may do things. */
  readonly mayAct: boolean;
  /** Whether it has lost its server, or never had one. */
  readonly isAlone: boolean;
  /** Why not, if it can't be done. */
  ask(command: Command): Promise<Text | undefined>;
}
