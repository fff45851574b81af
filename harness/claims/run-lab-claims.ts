import type { Broker } from '../brokers/broker.ts';
import { failure } from '../lab/failure.ts';
import { claimsOf, claimsUnder, type LabDefinition } from '../lab/lab.ts';
import { type LabRun, type RunOptions, runLab } from '../lab/run.ts';
import type { Text } from '../text.ts';
import { toRecording } from '../wire/trace-recording.ts';
import { type ClaimRun, verdictsOf } from './claim-run.ts';
import { takes } from './takes.ts';

/** A lab that was run, and what that says about each of its claims. */
export interface LabClaims {
  readonly run: LabRun;
  readonly claims: readonly ClaimRun[];
  /** Why none of its takes is a measurement. */
  readonly inconclusive?: Text;
}

/** Runs a lab, and judges all of its claims by that. Never throws for what the broker does. */
export async function runLabClaims(
  lab: LabDefinition,
  broker: Broker,
  options: RunOptions = {},
): Promise<LabClaims> {
  const { protocolVersion = 5, signal } = options;
  const began = performance.now();
  const isAboutTime = lab.aboutTime?.includes(protocolVersion) === true;
  const take = async () => ({ run: await runLab(lab, broker, options) });
  const taken = await takes(take, isAboutTime, signal);
  const { run } = taken.last;
  const facts = {
    protocolVersion,
    evidence: toRecording(run.trace),
    topicPrefix: run.topicPrefix,
    milliseconds: performance.now() - began,
    ...(taken.takes > 1 && { takes: taken.takes }),
  };
  const ids = claimsUnder(lab, protocolVersion);
  const claims = claimsOf(lab).filter(({ id }) => ids.includes(id));
  const reason = taken.error === undefined ? undefined : failure(taken.error, undefined);
  if (reason !== undefined) {
    const result = 'not-run' as const;
    return {
      run,
      claims: claims.map((claim) => ({ ...facts, claim, result, leftOut: true, reason })),
      inconclusive: reason,
    };
  }
  return { run, claims: verdictsOf(claims, run, broker).map((verdict) => ({ ...facts, ...verdict })) };
}
