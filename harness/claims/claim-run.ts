import type { Broker, ProtocolVersion } from '../brokers/broker.ts';
import { CannotRunError } from '../errors.ts';
import type { Claim } from '../lab/claim.ts';
import { isNews, type JudgedClaim } from '../lab/events.ts';
import { lacking } from '../lab/lacking.ts';
import type { LabRun } from '../lab/run.ts';
import type { Text } from '../text.ts';
import type { RecordedTrace } from '../wire/trace-recording.ts';
import { UnsupportedError } from './spec-claim.ts';

/** A claim as it was judged on one broker, or why it was not. */
export interface ClaimRun {
  readonly claim: Claim;
  readonly protocolVersion: ProtocolVersion;
  readonly result: 'holds' | 'broken' | 'unsupported' | 'not-run';
  /** Where it was judged. */
  readonly judged?: JudgedClaim;
  /** Why it is unsupported, or was not run. */
  readonly reason?: Text;
  /** It was not run because it does not apply here: the run was not to do it, and nothing failed. */
  readonly leftOut?: true;
  /** The packets of the run. */
  readonly evidence?: RecordedTrace;
  /** In front of every topic of the run. */
  readonly topicPrefix?: string;
  /** How long it took. */
  readonly milliseconds?: number;
}

type Verdict = Pick<ClaimRun, 'result' | 'judged' | 'reason' | 'leftOut'>;

/** What a lab's run says about one of its claims. */
export function verdictOf(claim: Claim, run: LabRun, broker: Broker): Verdict {
  const judged = run.claims.find(({ id }) => id === claim.id);
  if (run.error instanceof UnsupportedError && judged?.result !== 'broken') {
    return { result: 'unsupported', reason: run.error.why };
  }
  const verdict = asJudged(judged, run);
  const isFine = verdict.result === 'holds' || (judged !== undefined && !isNews(judged));
  if (isFine || verdict.leftOut) return verdict;
  const reason = lacking(broker, claim, run.trace);
  return reason === undefined ? verdict : { ...verdict, result: 'unsupported', reason };
}

/** A run that failed although every claim was judged, by leaving something behind say, is shown at what it judged. */
function asJudged(judged: JudgedClaim | undefined, { reason, error, missing }: LabRun): Verdict {
  if (judged?.result === 'broken') return { result: 'broken', judged };
  if (judged !== undefined && (reason === undefined || missing.length > 0))
    return { result: 'holds', judged };
  const notThere = error instanceof CannotRunError && error.code === 'no-such-endpoint';
  return { result: 'not-run', ...(reason && { reason }), ...(notThere && { leftOut: true }) };
}
