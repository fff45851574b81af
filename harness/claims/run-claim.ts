import { DeadlineError } from '../base/deadline.ts';
import type { Broker } from '../brokers/broker.ts';
import type { Lab } from '../lab/lab.ts';
import type { RunOptions } from '../lab/lab-run.ts';
import { protocolVersions } from '../protocol/version.ts';
import { ConnectionEndedError } from '../wire/client/raw-client.ts';
import type { Bench } from './bench.ts';
import type { ClaimRun } from './claim-run.ts';
import { onBench } from './on-bench.ts';
import { runLabClaims } from './run-lab-claims.ts';
import type { Finding, SpecClaim } from './spec-claim.ts';

/**
 * Checks one claim on a broker. Never throws for what the broker does.
 * @throws TypeError for a protocol version that the claim does not speak of
 */
export async function runClaim(
  claim: SpecClaim,
  broker: Broker,
  options: RunOptions = {},
): Promise<ClaimRun> {
  const aboutTime = claim.aboutTime ? protocolVersions : [];
  const about = { id: claim.id, title: claim.says, claims: { [claim.id]: claim }, aboutTime };
  const lab = onBench(about, broker, (bench, inLab) => judge(claim, bench, inLab));
  const { claims } = await runLabClaims(lab, broker, options);
  const [run] = claims;
  if (run === undefined) throw new TypeError(`${claim.id} does not speak of this protocol version`);
  return run;
}

async function judge(claim: SpecClaim, bench: Bench, lab: Lab): Promise<void> {
  const { expected, seen } = await look(claim, bench);
  await lab.claim(claim.id, expected, seen);
}

/** Makes a seen value of a packet that did not come, or of a connection that ended instead. */
async function look(claim: SpecClaim, bench: Bench): Promise<Finding> {
  try {
    return await claim.check(bench);
  } catch (error) {
    if (!(error instanceof DeadlineError) && !(error instanceof ConnectionEndedError)) throw error;
    return { expected: 'the broker to go on', seen: error.message };
  }
}
