import type { Broker } from '../../harness/brokers/broker.ts';
import { knownDeviations } from '../../harness/brokers/deviations/all.ts';
import { brokerTitle } from '../../harness/brokers/identity/title.ts';
import type { ClaimRun } from '../../harness/claims/claim-run.ts';
import { runClaim } from '../../harness/claims/run-claim.ts';
import { runLabClaims } from '../../harness/claims/run-lab-claims.ts';
import { speaksOf } from '../../harness/claims/spec-claim.ts';
import { specGallery } from '../../harness/claims/themes/faults.ts';
import { specClaims } from '../../harness/claims/themes/index.ts';
import type { Faulty } from '../../harness/faulty/faults.ts';
import { type FaultyBrokerOptions, openFaultyBroker } from '../../harness/faulty/faulty-broker.ts';
import { isUnexpected, type JudgedClaim } from '../../harness/lab/events.ts';
import { claimsUnder } from '../../harness/lab/lab.ts';
import type { ProtocolVersion } from '../../harness/protocol/version.ts';
import { gallery } from '../../labs/faults.ts';
import { labIds, loadLab } from '../../labs/index.ts';
import type { Tried, Untouched } from '../support/scoreboard.ts';

/** Of the talk's claims, and of those beyond it. */
export const faults: readonly Faulty[] = [...gallery, ...specGallery];

export const labs = await Promise.all(labIds.map(loadLab));

/** Ids of all claims that speak of a protocol version: the talk's, and those beyond it. */
export const claimsOf = (protocolVersion: ProtocolVersion): string[] => [
  ...labs.flatMap((lab) => claimsUnder(lab, protocolVersion)),
  ...specClaims.filter((claim) => speaksOf(claim, protocolVersion)).map(({ id }) => id),
];

/** Whether a claim is of a lab that starts programs: they keep the processors busy, and are tried apart from what measures time. */
export const startsPrograms = (claim: string): boolean => /^(paho|clients|browser)\./.test(claim);

/** Ids of claims that the embedded broker breaks by itself: on it nothing shows that a fault turns them from holding. */
export const brokenByItself = (protocolVersion: ProtocolVersion): string[] =>
  knownDeviations
    .filter(
      ({ broker, protocolVersions }) => broker === 'embedded' && protocolVersions.includes(protocolVersion),
    )
    .map(({ claim }) => claim);

/** How often a claim is run that a busy machine left out. That says nothing of the claim, and is no verdict to be repeated. */
const MOST_RUNS = 5;

/** Runs a claim until this machine could tell what it says. */
export async function told(run: () => Promise<ClaimRun>): Promise<ClaimRun> {
  for (let count = 1; ; count++) {
    const came = await run();
    if (came.leftOut !== true || count === MOST_RUNS) return came;
  }
}

/** What a claim, of the talk or beyond it, says of a broker with a proxy in front of it, once this machine could tell. */
export const runOn = (...trial: Parameters<typeof runOnce>): Promise<ClaimRun> =>
  told(() => runOnce(...trial));

async function runOnce(
  healthy: Broker,
  options: FaultyBrokerOptions,
  id: string,
  protocolVersion: ProtocolVersion,
): Promise<ClaimRun> {
  await using broker = await openFaultyBroker(healthy, options);
  const claim = specClaims.find((one) => one.id === id);
  if (claim !== undefined) return await runClaim(claim, broker, { protocolVersion });
  const lab = labs.find(({ claims }) => id in claims);
  const { claims = [] } = lab === undefined ? {} : await runLabClaims(lab, broker, { protocolVersion });
  const run = claims.find((one) => one.claim.id === id);
  if (run === undefined) throw new Error(`nobody claims ${id}`);
  return run;
}

/** What came of a faulty broker, for the score. */
export const tried = ({ does, breaks }: Faulty, healthy: Broker, run: ClaimRun): Tried => ({
  does,
  breaks,
  protocolVersion: run.protocolVersion,
  broker: brokerTitle(healthy),
  noticed: run.result === 'broken',
});

/** What came of a claim where nothing was broken, for the score. */
export const untouched = (claim: JudgedClaim, protocolVersion: ProtocolVersion): Untouched => ({
  claim: claim.id,
  protocolVersion,
  result: claim.result === 'holds' ? 'holds' : isUnexpected(claim) ? 'accused' : 'deviates',
});
