import { expect, test } from 'vitest';
import { KEPT_SECONDS } from '../../../harness/claims/steps/kept-session.ts';
import { JOB_DEADLINE_MS } from '../../../harness/verify/run-jobs.ts';

test('a session outlives the claim that keeps it, on a machine three times too busy', () => {
  expect(KEPT_SECONDS * 1_000).toBeGreaterThan(3 * JOB_DEADLINE_MS);
});
