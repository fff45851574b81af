import { afterAll, describe, test } from 'vitest';
import { runClaim } from '../../harness/claims/run-claim.ts';
import { speaksOf } from '../../harness/claims/spec-claim.ts';
import { specClaims } from '../../harness/claims/themes/index.ts';
import { protocolName } from '../../harness/protocol/statements.ts';
import { protocolVersions } from '../../harness/protocol/version.ts';
import { hold } from '../support/hold.ts';
import { inOwnTime, noLimit } from '../support/in-own-time.ts';
import { brokerIfUp, needBroker } from '../support/require-broker.ts';

const broker = await brokerIfUp();
afterAll(() => broker?.stop());

for (const protocolVersion of protocolVersions) {
  const claims = specClaims.filter((claim) => speaksOf(claim, protocolVersion));

  describe.concurrent(protocolName(protocolVersion), () => {
    test.for(claims)('$id', { timeout: noLimit }, async (claim, { skip, task }) => {
      await needBroker({ skip });
      if (broker === undefined) throw new Error('needBroker skips where there is none');
      const run = await inOwnTime(claim.id, broker, (own, signal) =>
        runClaim(claim, own, { protocolVersion, signal }),
      );
      hold(run, broker, { skip, task });
    });
  });
}
