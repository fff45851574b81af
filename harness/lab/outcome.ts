import type { Text } from '../base/text.ts';
import { both } from './clean-up/left-behind.ts';
import { isUnexpected, type Outcome } from './events.ts';
import type { Judge } from './judge.ts';
import { type CurrentStep, failure, unjudged } from './terminal/failure.ts';

/** How the script of a lab ended. */
interface Ended {
  /** The error that ended it, if there is one. */
  readonly error: unknown;
  /** Another error, from after the end of the lab. */
  readonly beside: unknown;
  readonly step: CurrentStep | undefined;
}

/** What a run came to, and the reason if the lab did not run to its end or did not judge every claim. */
export function outcomeOf(
  { judged, missing }: Pick<Judge, 'judged' | 'missing'>,
  { error, beside, step }: Ended,
): { readonly outcome: Outcome; readonly reason: Text | undefined } {
  const reason =
    error !== undefined
      ? both(failure(error, step), beside)
      : missing.length > 0
        ? unjudged(missing)
        : undefined;
  if (judged.some(isUnexpected)) return { outcome: 'broken', reason };
  return { outcome: reason === undefined ? 'holds' : 'could-not-run', reason };
}
