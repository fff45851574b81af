import type { TestContext } from 'vitest';
import type { Broker } from '../../harness/brokers/broker.ts';
import type { ClaimRun } from '../../harness/claims/claim-run.ts';
import { isUnexpected } from '../../harness/lab/events.ts';
import { cellOf } from '../../harness/report/matrix.ts';
import { BrokenClaimError } from './broken-claim.ts';

/** Passes, fails or skips a test by the result of a claim, and adds the result to the matrix. */
export function hold(
  run: ClaimRun,
  broker: Broker,
  { skip, task }: Pick<TestContext, 'skip' | 'task'>,
): void {
  const { id, says, statements } = run.claim;
  const isBroken = run.judged !== undefined && isUnexpected(run.judged);
  const { evidence: _, ...found } = run;
  // Sends packets to the reporter only for broken claims, because there would be thousands of traces.
  task.meta.found = {
    claim: { id, says, statements },
    cell: cellOf(isBroken ? run : found, broker.name),
  };
  // `skip` throws, so the test ends here.
  if (run.result === 'unsupported' || run.leftOut) skip(`${run.result}: ${run.reason?.en}`);
  if (run.result === 'not-run' || run.judged === undefined) {
    throw new Error(`not judged: ${run.reason?.en ?? 'no reason given'}`);
  }
  if (isBroken) throw new BrokenClaimError(run.judged, broker, run);
}
