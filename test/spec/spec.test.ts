import { afterAll, describe, test } from 'vitest';
import type { ProtocolVersion } from '../../harness/brokers/broker.ts';
import { runClaim } from '../../harness/claims/run-claim.ts';
import { speaksOf } from '../../harness/claims/spec-claim.ts';
import { protocolName } from '../../harness/specification/statements.ts';
import { JobDeadline } from '../../harness/verify/job-deadline.ts';
import { hold } from '../talk/hold.ts';
import { brokerIfUp, needBroker } from '../talk/require-broker.ts';
import { specClaims } from './index.ts';

const versions: readonly ProtocolVersion[] = [4, 5];

/** Longer than any claim may take by itself, in ms; the wait for a broker of its own is not counted. */
const PATIENCE_MS = 300_000;

const broker = await brokerIfUp();
afterAll(() => broker?.stop());

for (const protocolVersion of versions) {
  const claims = specClaims.filter((claim) => speaksOf(claim, protocolVersion));

  describe.concurrent(protocolName(protocolVersion), () => {
    test.for(claims)('$id', { timeout: 0 }, async (claim, { skip, task }) => {
      await needBroker({ skip });
      if (broker === undefined) throw new Error('needBroker skips where there is none');
      const deadline = new JobDeadline({ en: `${claim.id} to end`, ja: `${claim.id} の終わり` }, PATIENCE_MS);
      const { signal } = deadline;
      const run = await deadline.of(runClaim(claim, deadline.around(broker), { protocolVersion, signal }));
      hold(run, broker, { skip, task });
    });
  });
}
