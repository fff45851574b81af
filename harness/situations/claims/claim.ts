import type { Text } from '../../base/text.ts';
import type { Claim } from '../../lab/claim.ts';
import type { Played } from '../played.ts';

/** What a claim comes to in one situation. */
export type Judgement =
  | { readonly result: 'holds' }
  /** `seen` is data that is the same in each run: known deviations are recognised by it. */
  | { readonly result: 'broken'; readonly expected: unknown; readonly seen: unknown }
  /** The situation has nothing to judge it by. */
  | { readonly result: 'not-run' };

/**
 * One sentence about what every client must do, judged on the packets of every situation: it holds in one if there was an
 * occasion and it was kept at each, and is broken if it was not at one.
 */
export interface ClientClaim extends Claim {
  /** What must happen for it to be judged, for the reader of a claim that was not. */
  readonly occasion: Text;
  /** Ids of the situations that bring about the occasion; any other that does counts, too. */
  readonly shownIn: readonly string[];
  /** About time itself: left out by `--no-time`. */
  readonly isAboutTime?: true;
  judge(played: Played): Judgement;
}

export const holds: Judgement = { result: 'holds' };
export const noOccasion: Judgement = { result: 'not-run' };
export const broken = (expected: unknown, seen: unknown): Judgement => ({
  result: 'broken',
  expected,
  seen,
});

/** What was seen on each occasion, in order: the claim holds if it is what was expected each time. */
export function everyTime(expected: unknown, seen: readonly unknown[]): Judgement {
  if (seen.length === 0) return noOccasion;
  const other = seen.find((one) => JSON.stringify(one) !== JSON.stringify(expected));
  return other === undefined ? holds : broken(expected, other);
}
