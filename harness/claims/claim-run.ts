import { CannotRunError, type ErrorCode } from '../base/errors.ts';
import type { Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import type { Claim } from '../lab/claim.ts';
import { isUnexpected, type JudgedClaim } from '../lab/events.ts';
import type { LabRun } from '../lab/lab-run.ts';
import { lacking } from '../lab/lacking.ts';
import { notOursToSetUp } from '../lab/set-up/open.ts';
import { UnsupportedError } from '../lab/set-up/unsupported.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { RecordedTrace } from '../wire/trace/schema.ts';

/** The verdict on a claim on one broker, or why there is none. */
export interface ClaimRun {
  readonly claim: Claim;
  readonly protocolVersion: ProtocolVersion;
  readonly result: 'holds' | 'broken' | 'unsupported' | 'not-run';
  /** Where it was judged. */
  readonly judged?: JudgedClaim;
  /** Why the claim is unsupported or was not run. */
  readonly reason?: Text;
  /** Notes about the run, e.g. that the claim's own broker needed two starts. */
  readonly notes?: readonly Text[];
  /** Not run, without a failure: the claim does not apply here, or this machine was too busy to measure it. */
  readonly leftOut?: true;
  /** The packets of the run. */
  readonly evidence?: RecordedTrace;
  /** The prefix of every topic of the run. */
  readonly topicPrefix?: string;
  /** How long it took. */
  readonly milliseconds?: number;
}

type Verdict = Pick<ClaimRun, 'result' | 'judged' | 'reason' | 'leftOut'>;

/**
 * The verdicts of a run on these claims. If a run has a single claim, its packets show what the claim needs; in a lab, each
 * claim declares it.
 */
export function verdictsOf(
  claims: readonly Claim[],
  run: LabRun,
  broker: Broker,
): (Verdict & Pick<ClaimRun, 'claim'>)[] {
  const trace = claims.length === 1 ? run.trace : [];
  const verdicts = claims.map((claim) => ({
    claim,
    ...(isOutOfReach(claim, broker, run)
      ? { result: 'not-run' as const, leftOut: true as const, reason: notOursToSetUp }
      : verdictOf(claim, run, () => lacking(broker, claim, trace))),
  }));
  const { reason } = run;
  if (reason === undefined) return verdicts;
  // The run failed although every claim held, for example because it left something behind. The report must show that.
  if (verdicts.every(({ result }) => result === 'holds')) {
    return claims.map((claim) => ({ claim, result: 'not-run', reason }));
  }
  return stoppedByLack(verdicts) ? verdicts.map(asLeftOut) : verdicts;
}

/** Whether a lab left out a claim that needs another broker than this one, which this project did not start. */
const isOutOfReach = ({ id, ownBroker }: Claim, { another }: Broker, { claims }: LabRun): boolean =>
  ownBroker === true && another === undefined && !claims.some((claim) => claim.id === id);

/** Whether a lab ended early at something that the broker does not do. */
const stoppedByLack = (verdicts: readonly Verdict[]): boolean =>
  verdicts.find(({ judged }) => judged === undefined)?.result === 'unsupported';

const asLeftOut = <V extends Verdict>(verdict: V): V =>
  verdict.result === 'not-run' ? { ...verdict, leftOut: true } : verdict;

/**
 * Errors that say that a broker lacks an endpoint, that no second broker of its kind can be started, or that this machine has
 * no browser, no program of a client, or none that could log in.
 */
const beyondReach = new Set<ErrorCode>([
  'no-such-endpoint',
  'no-own-broker',
  'client-not-here',
  'client-needs-credentials',
  'no-browser',
]);

function verdictOf({ id }: Claim, run: LabRun, lacking: () => Text | undefined): Verdict {
  const { error, reason } = run;
  const judged = run.claims.find((claim) => claim.id === id);
  const isBroken = judged?.result === 'broken';
  if (isBroken && !isUnexpected(judged)) return { result: 'broken', judged };
  if (error instanceof UnsupportedError && judged === undefined)
    return { result: 'unsupported', reason: error.why };
  if (judged !== undefined && !isBroken && reason === undefined) return { result: 'holds', judged };
  if (error instanceof CannotRunError && beyondReach.has(error.code) && judged === undefined) {
    return { result: 'not-run', leftOut: true, ...(reason && { reason }) };
  }
  const lack = lacking();
  if (lack !== undefined) return { result: 'unsupported', reason: lack, ...(judged && { judged }) };
  if (judged !== undefined) return { result: judged.result, judged };
  return { result: 'not-run', ...(reason && { reason }) };
}
