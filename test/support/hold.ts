import type { TestContext } from 'vitest';
import type { Broker } from '../../harness/brokers/broker.ts';
import type { ClaimRun } from '../../harness/claims/claim-run.ts';
import { isUnexpected } from '../../harness/lab/events.ts';
import { cellOf } from '../../harness/report/matrix.ts';
import { BrokenClaimError } from './broken-claim.ts';

/** Makes a test of what was found out about a claim; the matrix gets it, too. */
export function hold(
  run: ClaimRun,
  broker: Broker,
  { skip, task }: Pick<TestContext, 'skip' | 'task'>,
): void {
  const { id, says, statements } = run.claim;
  const isBroken = run.judged !== undefined && isUnexpected(run.judged);
  const { evidence: _, ...found } = run;
  // Thousands of traces would cross to the reporter; it shows the packets of what is broken.
  task.meta.found = {
    claim: { id, says, statements },
    cell: cellOf(isBroken ? run : found, broker.name),
  };
  // It ends the test here.
  if (run.result === 'unsupported' || run.leftOut) skip(`${run.result}: ${run.reason?.en}`);
  if (run.result === 'not-run' || run.judged === undefined) {
    throw new Error(`not judged: ${run.reason?.en ?? 'no reason given'}`);
  }
  if (isBroken) throw new BrokenClaimError(run.judged, broker, run);
}
