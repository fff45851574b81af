import type { Text } from '../../../../base/text.ts';
import type { RunEvent } from '../../run/run-event.ts';
import type { Command, Deck, Notes, StageState } from '../../state.ts';

/** A talk as a view sees it, on a server or without one. */
export interface Talk {
  readonly deck: Deck;
  readonly notes: Notes;
  readonly stage: StageState;
  /** Events of the run on the stage. */
  readonly events: readonly RunEvent[];
  /** Events of the pair on the stage, by side. */
  readonly pairEvents: readonly [readonly RunEvent[], readonly RunEvent[]];
  /** Whether this view may give commands. */
  readonly mayAct: boolean;
  /** Whether it has no server: lost, or never had one. */
  readonly isAlone: boolean;
  /** Sends a command; returns the reason if it can't be carried out. */
  ask(command: Command): Promise<Text | undefined>;
}
