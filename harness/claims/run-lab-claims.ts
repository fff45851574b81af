import type { Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import { claimsOf, claimsUnder, type LabDefinition } from '../lab/lab.ts';
import type { LabRun, RunOptions } from '../lab/lab-run.ts';
import { runLab } from '../lab/run.ts';
import { failure } from '../lab/terminal/failure.ts';
import { toRecording } from '../wire/trace/recording.ts';
import { type ClaimRun, verdictsOf } from './claim-run.ts';
import { takes } from './takes.ts';

/** A run of a lab, and the verdicts on its claims. */
export interface LabClaims {
  readonly run: LabRun;
  readonly claims: readonly ClaimRun[];
  /** Why none of its attempts is a measurement. */
  readonly inconclusive?: Text;
}

/** Runs a lab and judges its claims. Never throws for what the broker does. */
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
  };
  const ids = claimsUnder(lab, protocolVersion);
  const claims = claimsOf(lab).filter(({ id }) => ids.includes(id));
  const told = run.remarks.flatMap((one) => (one.type === 'note' && one.withResults ? one.text : []));
  const notes = [...told, ...(taken.takes > 1 ? [takenAgain(taken.takes)] : [])];
  const about = { ...facts, ...(notes.length > 0 && { notes }) };
  if (taken.error !== undefined) {
    const reason = failure(taken.error, undefined);
    const given = claims.map(
      (claim) => ({ ...about, claim, result: 'not-run', leftOut: true, reason }) as const,
    );
    return { run, claims: given, inconclusive: reason };
  }
  return { run, claims: verdictsOf(claims, run, broker).map((verdict) => ({ ...about, ...verdict })) };
}

const takenAgain = (times: number): Text => ({
  en: `measured ${times} times: this machine was too busy before`,
  ja: `${times} 回測定(それまではこの計算機が忙しすぎたため)`,
});
