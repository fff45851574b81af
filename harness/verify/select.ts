import { CannotRunError } from '../base/errors.ts';
import { didYouMean } from '../base/nearest.ts';
import { printable } from '../base/visible.ts';
import { claimsOf } from '../lab/lab.ts';
import { isNamedBy, wordsOf } from './id-words.ts';
import { allClaims, type Subject } from './subject.ts';

/** The part of a subject that `--only` selects. */
export interface Selection extends Subject {
  /** Whether a claim or observation is selected. A lab runs as a whole if any of its claims is. */
  readonly includes: (id: string, lab?: string) => boolean;
}

/**
 * Selects the part of a subject that the words name. A word is the beginning of an id (`retain`, `qos`), a part of one
 * (`overlapping`), or a lab (`06-qos-under-fire`). Without words, everything is selected.
 * @throws CannotRunError `unknown-claim` with the nearest word
 */
export function select(subject: Subject, words: readonly string[]): Selection {
  if (words.length === 0) return { ...subject, includes: () => true };
  for (const word of words) requireKnown(word, subject);
  const includes = (id: string, lab?: string) =>
    words.some((word) => isNamedBy(id, word) || (lab !== undefined && isLab(lab, word)));
  return {
    labs: subject.labs.filter((lab) => claimsOf(lab).some(({ id }) => includes(id, lab.id))),
    claims: subject.claims.filter(({ id }) => includes(id)),
    observations: subject.observations.filter(({ id }) => includes(id)),
    includes,
  };
}

const isLab = (lab: string, word: string) => lab === word || lab.slice(0, 2) === word;

function requireKnown(word: string, subject: Subject): void {
  const ids = [...allClaims(subject), ...subject.observations].map(({ id }) => id);
  const labs = subject.labs.map(({ id }) => id);
  if (ids.some((id) => isNamedBy(id, word)) || labs.some((lab) => isLab(lab, word))) return;
  const themes = ids.map((id) => id.slice(0, id.indexOf('.')));
  const names = [...new Set([...themes, ...ids, ...ids.flatMap(wordsOf), ...labs])];
  const shown = printable(word, 40);
  throw new CannotRunError(
    'unknown-claim',
    { en: `--only names no claim with '${shown}'`, ja: `--only の '${shown}' に当たる主張はありません` },
    didYouMean(word, names, {
      written: (name) => `'${name}'`,
      more: { en: '--dry-run lists them all', ja: '--dry-run で一覧が出ます' },
    }),
  );
}
