import { isUnexpected, type JudgedClaim } from './events.ts';

/** What a claim came to on a broker: `known` is broken as the broker is known to break it. */
export type Verdict = 'holds' | 'broken' | 'known';

export const verdictOf = (claim: Pick<JudgedClaim, 'result' | 'deviation'>): Verdict => {
  if (claim.result === 'holds') return 'holds';
  return isUnexpected(claim) ? 'broken' : 'known';
};

/** How each is marked: in terminals, on slides and in every form of report. */
export const marks: Readonly<Record<Verdict | 'unsupported', string>> = {
  holds: '✔',
  broken: '✘',
  known: '≠',
  unsupported: '–',
};
