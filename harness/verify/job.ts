import { same, type Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import type { ClaimRun } from '../claims/claim-run.ts';
import { runClaim } from '../claims/run-claim.ts';
import { runLabClaims } from '../claims/run-lab-claims.ts';
import { runObservation } from '../claims/run-observation.ts';
import type { SpecClaim } from '../claims/spec-claim.ts';
import { answerText, type SpecObservation } from '../claims/spec-observation.ts';
import type { Claim } from '../lab/claim.ts';
import { claimsOf, claimsUnder, type LabDefinition } from '../lab/lab.ts';
import type { RunOptions } from '../lab/lab-run.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import { shownWord } from '../report/value.ts';
import type { Selection } from './select.ts';

/** The result of one observation. */
interface Observed {
  readonly id: string;
  readonly says: Text;
  readonly seen?: unknown;
  readonly text?: Text;
  readonly reason?: Text;
}

/** The results of a job. */
export interface Findings {
  readonly claims: readonly ClaimRun[];
  readonly observed: readonly Observed[];
}

/** The smallest unit that is run, under one protocol version: a claim, an observation, or a whole lab. */
export interface Job {
  /** Id of the claim, observation or lab. */
  readonly name: string;
  readonly protocolVersion: ProtocolVersion;
  readonly isAboutTime: boolean;
  /** Whether the job mostly waits, for time to pass or for its own broker. */
  readonly isWaiting: boolean;
  /** The claims that the job judges. */
  readonly claims: readonly Claim[];
  readonly observations: readonly SpecObservation[];
  /** Never throws for what the broker does. */
  run(broker: Broker, options: RunOptions): Promise<Findings>;
}

export const claimJob = (claim: SpecClaim, protocolVersion: ProtocolVersion): Job => ({
  name: claim.id,
  protocolVersion,
  isAboutTime: claim.aboutTime === true,
  isWaiting: claim.aboutTime === true || claim.ownBroker === true,
  claims: [claim],
  observations: [],
  run: async (broker, options) => ({
    claims: [await runClaim(claim, broker, { ...options, protocolVersion })],
    observed: [],
  }),
});

export const observationJob = (observation: SpecObservation, protocolVersion: ProtocolVersion): Job => ({
  name: observation.id,
  protocolVersion,
  isAboutTime: observation.aboutTime === true,
  isWaiting: observation.aboutTime === true,
  claims: [],
  observations: [observation],
  run: async (broker, options) => {
    const { seen, reason } = await runObservation(observation, broker, { ...options, protocolVersion });
    const { id, says } = observation;
    const text = seen === undefined ? {} : { seen, text: answerText(observation, seen) };
    return { claims: [], observed: [{ id, says, ...text, ...(reason && { reason }) }] };
  },
});

/** Runs a whole lab, and returns only the results that were selected. */
export function labJob(
  lab: LabDefinition,
  protocolVersion: ProtocolVersion,
  includes: Selection['includes'],
): Job {
  const ids = claimsUnder(lab, protocolVersion).filter((id) => includes(id, lab.id));
  return {
    name: lab.id,
    protocolVersion,
    isAboutTime: lab.aboutTime?.includes(protocolVersion) === true,
    isWaiting: lab.aboutTime?.includes(protocolVersion) === true,
    claims: claimsOf(lab).filter(({ id }) => ids.includes(id)),
    observations: [],
    run: async (broker, options) => {
      const { run, claims } = await runLabClaims(lab, broker, { ...options, protocolVersion });
      return {
        claims: claims.filter(({ claim }) => ids.includes(claim.id)),
        observed: run.observations
          .filter(({ id }) => includes(id, lab.id))
          .map((observed) => ({ ...observed, text: same(shownWord(observed.seen)) })),
      };
    },
  };
}
