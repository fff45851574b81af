import type { Broker } from '../brokers/broker.ts';
import { DeadlineError } from '../deadline.ts';
import type { Lab } from '../lab/lab.ts';
import { type RunOptions, runLab } from '../lab/run.ts';
import { ConnectionEndedError } from '../wire/raw-client.ts';
import { toRecording } from '../wire/trace-recording.ts';
import type { Bench } from './bench.ts';
import { type ClaimRun, verdictOf } from './claim-run.ts';
import { onBench } from './on-bench.ts';
import type { Finding, SpecClaim } from './spec-claim.ts';

/** Checks one claim on a broker. Never throws for what the broker does. */
export async function runClaim(
  claim: SpecClaim,
  broker: Broker,
  options: RunOptions = {},
): Promise<ClaimRun> {
  const { protocolVersion = 5 } = options;
  const began = performance.now();
  const about = { id: claim.id, title: claim.says, claims: { [claim.id]: claim } };
  const lab = onBench(about, broker, (bench, inLab) => judge(claim, bench, inLab));
  const run = await runLab(lab, broker, options);
  return {
    claim,
    protocolVersion,
    ...verdictOf(claim, run, broker),
    evidence: toRecording(run.trace),
    topicPrefix: run.topicPrefix,
    milliseconds: performance.now() - began,
  };
}

async function judge(claim: SpecClaim, bench: Bench, lab: Lab): Promise<void> {
  const { expected, seen } = await look(claim, bench);
  await lab.claim(claim.id, expected, seen);
}

/** A packet that does not come, or a connection that ends instead, is what was seen. */
async function look(claim: SpecClaim, bench: Bench): Promise<Finding> {
  try {
    return await claim.check(bench);
  } catch (error) {
    if (!(error instanceof DeadlineError) && !(error instanceof ConnectionEndedError)) throw error;
    return { expected: 'the broker to go on', seen: error.message };
  }
}
