import type { Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import { identityOf } from '../brokers/identity/identity.ts';
import { kindOf } from '../brokers/kinds.ts';
import type { Claim } from '../lab/claim.ts';
import { claimsOf, claimsUnder, type LabDefinition } from '../lab/lab.ts';
import type { LabRun, RunOptions } from '../lab/lab-run.ts';
import { documentedAsMissing } from '../lab/lacking.ts';
import { runLab } from '../lab/run.ts';
import { failure } from '../lab/terminal/failure.ts';
import { toRecording } from '../wire/trace/recording.ts';
import { isSettling } from './bench.ts';
import { type ClaimRun, verdictsOf } from './claim-run.ts';
import { repeatIfBusy } from './repeat-if-busy.ts';

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
  const taken = await repeatIfBusy(take, isAboutTime, signal);
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
  const alone = claims.length === 1;
  const withNews = (verdict: (typeof verdicts)[number]) => {
    const news = verdict.result === 'holds' ? heldAllTheSame(verdict.claim, run, broker, alone) : undefined;
    return { ...about, ...verdict, ...(news && { notes: [...notes, news] }) };
  };
  const verdicts = verdictsOf(claims, run, broker);
  return { run, claims: verdicts.map(withNews) };
}

const takenAgain = (times: number): Text => ({
  en: `measured ${times} times: this machine was too busy before`,
  ja: `${times} 回測定(それまではこの計算機が忙しすぎたため)`,
});

/** The good news that a claim holds on a cloud whose makers document that it does not. */
function heldAllTheSame(claim: Claim, run: LabRun, broker: Broker, alone: boolean): Text | undefined {
  if (kindOf(identityOf(broker).name)?.cloud === undefined) return undefined;
  // Of a run with several claims, the packets do not show which claim needs what.
  const excess = alone ? run.excess : undefined;
  // The harness itself publishes at the highest QoS there is, so this says nothing about the claim.
  const beyond = excess?.limit === 'maximumQoS' ? undefined : excess?.why;
  const sent = alone ? [...run.trace].filter((entry) => !isSettling(entry)) : [];
  const why = documentedAsMissing(broker, claim, sent) ?? beyond;
  return (
    why && {
      en: `documented as missing, and it held: the profile may be out of date (${why.en})`,
      ja: `ないはずのものが成り立った。プロファイルが古いのかもしれない(${why.ja})`,
    }
  );
}
