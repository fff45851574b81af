import type { Text } from '../../base/text.ts';
import type { Claim } from '../../lab/claim.ts';
import type { Played } from '../played.ts';

/** The result of a claim in one situation. */
export type Judgement =
  | { readonly result: 'holds' }
  /** `seen` is data that is equal in each run: known deviations are recognised by it. */
  | { readonly result: 'broken'; readonly expected: unknown; readonly seen: unknown }
  /** The situation gave no occasion to judge it. */
  | { readonly result: 'not-run' };

/**
 * One rule that every client must keep, judged on the packets of every situation. It holds in a situation if there was an
 * occasion and the client kept it each time; it is broken if the client broke it once.
 */
export interface ClientClaim extends Claim {
  /** What must happen for it to be judged; shown with a claim that was not. */
  readonly occasion: Text;
  /** Ids of the situations made for this occasion. Any other situation with an occasion counts too. */
  readonly shownIn: readonly string[];
  /** The claim measures time; `--no-time` leaves it out. */
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

/** The claim holds if every value in `seen` is the expected one. */
export function everyTime(expected: unknown, seen: readonly unknown[]): Judgement {
  if (seen.length === 0) return noOccasion;
  const other = seen.find((one) => JSON.stringify(one) !== JSON.stringify(expected));
  return other === undefined ? holds : broken(expected, other);
}
