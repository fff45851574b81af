import type { Broker, ProtocolVersion } from '../brokers/broker.ts';
import { DeadlineError } from '../deadline.ts';
import type { JudgedClaim } from '../lab/events.ts';
import type { Lab } from '../lab/lab.ts';
import { type RunOptions, runLab } from '../lab/run.ts';
import type { Text } from '../text.ts';
import { ConnectionEndedError } from '../wire/raw-client.ts';
import { type RecordedTrace, toRecording } from '../wire/trace-recording.ts';
import type { Bench } from './bench.ts';
import { onBench } from './on-bench.ts';
import { type Finding, type SpecClaim, UnsupportedError } from './spec-claim.ts';

/** A claim as it was judged on one broker, or why it was not. */
export interface ClaimRun {
  readonly claim: SpecClaim;
  readonly protocolVersion: ProtocolVersion;
  readonly result: 'holds' | 'broken' | 'unsupported' | 'not-run';
  /** Where it was judged. */
  readonly judged?: JudgedClaim;
  /** Where it was not: why. */
  readonly reason?: Text;
  /** The packets of the run. */
  readonly evidence: RecordedTrace;
  /** How long it took. */
  readonly milliseconds: number;
}

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
  const facts = {
    claim,
    protocolVersion,
    evidence: toRecording(run.trace),
    milliseconds: performance.now() - began,
  };
  const [judged] = run.claims;
  if (judged?.result === 'broken') return { ...facts, result: 'broken', judged };
  if (run.error instanceof UnsupportedError)
    return { ...facts, result: 'unsupported', reason: run.error.why };
  if (judged === undefined || run.reason !== undefined) {
    return { ...facts, result: 'not-run', ...(run.reason && { reason: run.reason }) };
  }
  return { ...facts, result: 'holds', judged };
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
