import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Broker } from '../../harness/brokers/broker.ts';
import { openBroker, parseBroker } from '../../harness/brokers/index.ts';
import { gatedIfLate } from '../../harness/brokers/late/gated-if-late.ts';
import { runClaim } from '../../harness/claims/run-claim.ts';
import { type SpecClaim, speaksOf } from '../../harness/claims/spec-claim.ts';
import { specClaims } from '../../harness/claims/themes/index.ts';
import { lawfulGallery } from '../../harness/claims/themes/lawful.ts';
import { unchanged } from '../../harness/faulty/faults.ts';
import { openFaultyBroker } from '../../harness/faulty/faulty-broker.ts';
import { isUnexpected } from '../../harness/lab/events.ts';
import { runLab } from '../../harness/lab/run.ts';
import type { ProtocolVersion } from '../../harness/protocol/version.ts';
import { labIds, loadLab } from '../../labs/index.ts';
import { told } from './trial.ts';

let healthy: Broker;
beforeAll(async () => {
  healthy = await openBroker(parseBroker('embedded'));
});
afterAll(() => healthy.stop());

const cases = lawfulGallery.flatMap(
  ({ does, notAccusedBy, protocolVersions, mangle = () => unchanged, latency, isStranger = false }) =>
    protocolVersions.flatMap((protocolVersion) =>
      notAccusedBy.map((by) => ({ does, by, protocolVersion, mangle, latency, isStranger })),
    ),
);
const specClaim = (id: string) => specClaims.find((claim) => claim.id === id);

async function findings(broker: Broker, claim: SpecClaim, protocolVersion: ProtocolVersion) {
  const { result, judged, reason } = await told(() => runClaim(claim, broker, { protocolVersion }));
  // What the embedded broker breaks by itself, or does not support, is no accusation.
  const isAccused = result === 'not-run' || (judged !== undefined && isUnexpected(judged));
  return { isAccused, why: reason?.en ?? JSON.stringify(judged) };
}

async function findingsOfLab(broker: Broker, id: string, protocolVersion: ProtocolVersion) {
  const { outcome, reason, claims } = await runLab(await loadLab(id), broker, { protocolVersion });
  const broken = claims.filter(({ result }) => result === 'broken');
  return { isAccused: outcome !== 'holds', why: reason?.en ?? JSON.stringify(broken) };
}

describe.concurrent('what the specification allows is no fault', () => {
  test.for(
    cases.filter(({ by, protocolVersion }) => {
      const claim = specClaim(by);
      return claim === undefined || speaksOf(claim, protocolVersion);
    }),
  )(
    'a broker that $does is not accused by $by (MQTT level $protocolVersion)',
    async ({ by, protocolVersion, mangle, latency, isStranger }) => {
      await using unusual = await openFaultyBroker(healthy, {
        mangle: mangle(),
        ...(latency && { latency }),
      });
      await using broker = isStranger ? await gatedIfLate(unusual) : unusual;
      const claim = specClaim(by);
      if (claim === undefined && !labIds.includes(by)) throw new Error(`there is no claim and no lab ${by}`);
      const { isAccused, why } = claim
        ? await findings(broker, claim, protocolVersion)
        : await findingsOfLab(broker, by, protocolVersion);
      expect(isAccused, why).toBe(false);
    },
  );
});
