import type { Broker } from '../brokers/broker.ts';
import { claimsOf, claimsUnder, type LabDefinition } from '../lab/lab.ts';
import { type LabRun, type RunOptions, runLab } from '../lab/run.ts';
import { toRecording } from '../wire/trace-recording.ts';
import { type ClaimRun, verdictsOf } from './claim-run.ts';

/** A lab that was run, and what that says about each of its claims. */
export interface LabClaims {
  readonly run: LabRun;
  readonly claims: readonly ClaimRun[];
}

/** Runs a lab once, and judges all of its claims by that. Never throws for what the broker does. */
export async function runLabClaims(
  lab: LabDefinition,
  broker: Broker,
  options: RunOptions = {},
): Promise<LabClaims> {
  const { protocolVersion = 5 } = options;
  const began = performance.now();
  const run = await runLab(lab, broker, options);
  const facts = {
    protocolVersion,
    evidence: toRecording(run.trace),
    topicPrefix: run.topicPrefix,
    milliseconds: performance.now() - began,
  };
  const ids = claimsUnder(lab, protocolVersion);
  const claims = claimsOf(lab).filter(({ id }) => ids.includes(id));
  const notes = run.remarks.flatMap((one) => (one.type === 'note' && one.withResults ? one.text : []));
  return {
    run,
    claims: verdictsOf(claims, run, broker).map((verdict) => ({
      ...facts,
      ...(notes.length > 0 && { notes }),
      ...verdict,
    })),
  };
}
