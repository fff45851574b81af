import type { Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import type { ClaimRun } from '../claims/claim-run.ts';
import { speaksOf } from '../claims/spec-claim.ts';
import { asksUnder } from '../claims/spec-observation.ts';
import type { Claim } from '../lab/claim.ts';
import { lackingBeforehand } from '../lab/lacking.ts';
import { protocolName } from '../protocol/statements.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import { claimJob, type Findings, type Job, labJob, observationJob } from './job.ts';
import type { Selection } from './select.ts';

/** How a broker is verified. */
export interface Terms {
  readonly protocolVersions: readonly ProtocolVersion[];
  /** Whether to run claims about time itself. */
  readonly time: boolean;
  /** Whether the broker was already running. Then topics and client ids outside the run's own are not used. */
  readonly isForeign: boolean;
}

/** A claim or observation that is not run on a broker, and why. */
interface Omission {
  readonly job: Job;
  readonly result: 'unsupported' | 'not-run';
  readonly reason: Text;
  readonly leftOut?: true;
}

export interface Plan {
  readonly jobs: readonly Job[];
  readonly omissions: readonly Omission[];
}

interface Item {
  readonly job: Job;
  /** The reason not to run it on a broker that was already running. */
  readonly atHomeOnly: Text | undefined;
}

type Known = Pick<Broker, 'name' | 'version' | 'identity' | 'capabilities'>;

/** Decides what is run on a broker. Left out is what the broker says it does not support, and what must not run there. */
export function planFor(selection: Selection, broker: Known, terms: Terms): Plan {
  const jobs: Job[] = [];
  const omissions: Omission[] = [];
  for (const item of itemsOf(selection, terms.protocolVersions)) {
    const omission = omissionOf(item, broker, terms);
    if (omission === undefined) jobs.push(item.job);
    else omissions.push({ job: item.job, ...omission });
  }
  return { jobs, omissions };
}

/** Everything selected, under each protocol version that it speaks of. */
const itemsOf = (selection: Selection, versions: readonly ProtocolVersion[]): Item[] =>
  versions.flatMap((version) => [
    ...selection.labs
      .map((lab) => ({ job: labJob(lab, version, selection.includes), atHomeOnly: undefined }))
      .filter(({ job }) => job.claims.length > 0),
    ...selection.claims
      .filter((claim) => speaksOf(claim, version))
      .map((claim) => ({ job: claimJob(claim, version), atHomeOnly: atHomeOnly(claim) })),
    ...selection.observations
      .filter((observation) => asksUnder(observation, version))
      .map((observation) => ({
        job: observationJob(observation, version),
        atHomeOnly: atHomeOnly(observation),
      })),
  ]);

function omissionOf(
  { job, atHomeOnly }: Item,
  broker: Known,
  { time, isForeign }: Terms,
): Omit<Omission, 'job'> | undefined {
  if (!broker.capabilities.protocolVersions.includes(job.protocolVersion)) {
    return { result: 'unsupported', reason: notSpoken(job.protocolVersion) };
  }
  if (job.isAboutTime && !time) return { result: 'not-run', reason: aboutTime, leftOut: true };
  if (isForeign && atHomeOnly !== undefined) return { result: 'not-run', reason: atHomeOnly, leftOut: true };
  const lacks = job.claims.map((claim) => lackingBeforehand(broker, claim));
  const [reason] = lacks;
  return reason && !lacks.includes(undefined) ? { result: 'unsupported', reason } : undefined;
}

/** The reason to run something only on a broker that this project started. */
export function atHomeOnly(what: {
  readonly ownBroker?: true;
  readonly beyondOwnTopics?: true;
}): Text | undefined {
  if (what.ownBroker) return needsOwnBroker;
  return what.beyondOwnTopics ? leavesPrefix : undefined;
}

const notSpoken = (version: ProtocolVersion): Text => ({
  en: `it refuses a CONNECT of ${protocolName(version)}`,
  ja: `${protocolName(version)} の CONNECT を拒否する`,
});
const aboutTime: Text = {
  en: 'a claim about time itself, left out by --no-time',
  ja: '時間そのものについての主張(--no-time により対象外)',
};
const needsOwnBroker: Text = {
  en: 'starts or configures a broker of its own: not done with a broker that was already running',
  ja: '専用のブローカーを起動または設定するため、すでに動いているブローカーでは行わない',
};
const leavesPrefix: Text = {
  en: "uses topics outside the run's own prefix: not done on a broker that was already running",
  ja: '専用のプレフィックスの外のトピックを使うため、すでに動いているブローカーでは行わない',
};

/** The results of a job that was not run. */
export function unrun(
  { claims, observations, protocolVersion }: Job,
  { result, reason, leftOut }: Pick<ClaimRun, 'result' | 'leftOut'> & { readonly reason: Text },
): Findings {
  const facts = { protocolVersion, result, reason, ...(leftOut && { leftOut }) };
  return {
    claims: claims.map((claim: Claim) => ({ claim, ...facts })),
    observed: observations.map(({ id, says }) => ({ id, says, reason })),
  };
}
