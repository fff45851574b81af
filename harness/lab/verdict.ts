import { isUnexpected, type JudgedClaim } from './events.ts';

/** The result of a claim on a broker; `known`: broken as documented. */
export type Verdict = 'holds' | 'broken' | 'known';

export const verdictOf = (claim: Pick<JudgedClaim, 'result' | 'deviation'>): Verdict => {
  if (claim.result === 'holds') return 'holds';
  return isUnexpected(claim) ? 'broken' : 'known';
};

/** The mark of each verdict, in terminals, on slides and in reports. */
export const marks: Readonly<Record<Verdict | 'unsupported', string>> = {
  holds: '✔',
  broken: '✘',
  known: '≠',
  unsupported: '–',
};
