import { CannotRunError } from '../base/errors.ts';
import { didYouMean } from '../base/nearest.ts';
import { printable } from '../base/visible.ts';
import { isNamedBy, wordsOf } from '../verify/id-words.ts';
import type { ClientClaim } from './claims/claim.ts';
import { clientClaims } from './claims/index.ts';
import { clientObservations } from './observations/index.ts';
import type { ClientObservation } from './observations/observation.ts';
import type { Situation } from './situation.ts';
import { situations } from './table/index.ts';

/** The situations to run and the claims to judge. */
export interface ClientSelection {
  readonly situations: readonly Situation[];
  readonly claims: readonly ClientClaim[];
  readonly observations: readonly ClientObservation[];
}

export const everything: ClientSelection = {
  situations,
  claims: clientClaims,
  observations: clientObservations,
};

/**
 * Selects by words: each is the beginning of the id of a situation, a claim or an observation, or a word of one. A claim
 * selects the situations that show it; a situation selects every claim.
 * @throws CannotRunError `unknown-claim` with the nearest word
 */
export function selectForClient(words: readonly string[]): ClientSelection {
  if (words.length === 0) return everything;
  for (const word of words) requireKnown(word);
  const isNamed = ({ id }: { readonly id: string }) => words.some((word) => isNamedBy(id, word));
  const named = situations.filter(isNamed);
  const claims = clientClaims.filter(isNamed);
  const observations = clientObservations.filter(isNamed);
  return {
    situations: situations.filter(
      (one) =>
        named.includes(one) ||
        claims.some(({ shownIn }) => shownIn.includes(one.id)) ||
        observations.some((observation) => observation.isShownIn(one.id)),
    ),
    claims: named.length > 0 ? clientClaims : claims,
    observations: named.length > 0 ? clientObservations : observations,
  };
}

function requireKnown(word: string): void {
  const ids = [...situations, ...clientClaims, ...clientObservations].map(({ id }) => id);
  if (ids.some((id) => isNamedBy(id, word))) return;
  const names = [...new Set([...ids, ...ids.flatMap(wordsOf)])];
  const shown = printable(word, 40);
  throw new CannotRunError(
    'unknown-claim',
    {
      en: `--only names no situation, claim or observation with '${shown}'`,
      ja: `--only の '${shown}' に当たる状況・主張・観察はありません`,
    },
    didYouMean(word, names, {
      written: (name) => `'${name}'`,
      more: { en: '--dry-run lists them all', ja: '--dry-run で一覧が出ます' },
    }),
  );
}
