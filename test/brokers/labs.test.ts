import { beforeAll, describe, expect, test } from 'vitest';
import { CannotRunError } from '../../harness/base/errors.ts';
import type { Broker } from '../../harness/brokers/broker.ts';
import { type LabClaims, runLabClaims } from '../../harness/claims/run-lab-claims.ts';
import { claimsUnder, type LabDefinition } from '../../harness/lab/lab.ts';
import { recordingOf } from '../../harness/lab/recording/recording.ts';
import {
  comparable,
  samePeers,
  sameResults,
  storyOf,
  wireOf,
} from '../../harness/lab/recording/same-as-recorded.ts';
import { protocolName } from '../../harness/protocol/statements.ts';
import { type ProtocolVersion, protocolVersions } from '../../harness/protocol/version.ts';
import { labIds, loadLab } from '../../labs/index.ts';
import { recordingOrTrouble } from '../../labs/recordings.ts';
import { hold } from '../support/hold.ts';
import { inOwnTime, noLimit } from '../support/in-own-time.ts';
import { brokerIfUp, needBroker } from '../support/require-broker.ts';
import { withoutBrowser } from '../support/without-browser.ts';
import { withoutPaho } from '../support/without-paho.ts';

const labs = await Promise.all(labIds.map(loadLab));
const broker = await brokerIfUp();

for (const protocolVersion of protocolVersions) {
  for (const lab of labs) {
    describe.concurrent(`${lab.id} · ${protocolName(protocolVersion)}`, () => holds(lab, protocolVersion));
  }
}

/** Runs the lab once; a test a claim. */
function holds(lab: LabDefinition, protocolVersion: ProtocolVersion): void {
  let ran: LabClaims | undefined;
  const cannotRun = withoutPaho(lab.id) ?? withoutBrowser(lab.id);

  beforeAll(async () => {
    if (broker === undefined) return;
    const run = (own: Broker, signal: AbortSignal) => runLabClaims(lab, own, { protocolVersion, signal });
    ran = await inOwnTime(lab.id, broker, run);
  }, noLimit);

  test.for(claimsUnder(lab, protocolVersion))('%s', async (id, { skip, task }) => {
    await needBroker({ skip });
    const claim = ran?.claims.find((one) => one.claim.id === id);
    if (claim === undefined || broker === undefined)
      throw new Error('a lab that was run tells of each claim');
    hold(claim, broker, { skip, task });
  });

  test('comes to its end and leaves nothing behind', async ({ skip }) => {
    await needBroker({ skip });
    if (cannotRun !== undefined) skip(cannotRun);
    if (ran?.inconclusive) skip(`not-run: ${ran.inconclusive.en}`);
    expect(ran?.run.reason?.en).toBeUndefined();
  });

  const mend = `the recording is of another lab: npm run labs:record -- ${lab.id.slice(0, 2)}`;
  const recorded = recordingOrTrouble(lab.id);
  // That there is one which can be read is held by one test (test/unit/lab/recording-reading.test.ts), not by each broker.
  if (recorded instanceof CannotRunError) return;
  // It is compared under the version that it was recorded with.
  if (protocolVersion !== recorded.protocolVersion) return;
  test('is what its recording shows', async ({ skip }) => {
    await needBroker({ skip });
    if (cannotRun !== undefined) skip(cannotRun);
    if (ran === undefined) throw new Error('it did not run');
    if (ran.inconclusive) skip(`not-run: ${ran.inconclusive.en}`);
    const shown = recordingOf(ran.run, new Date());
    expect(sameResults(recorded, shown), mend).toBe(true);
    const [lacked] = ran.run.unsupported;
    if (lacked !== undefined) skip(`part of its story is unsupported: ${lacked.why.en}`);
    expect(storyOf(shown), mend).toEqual(storyOf(recorded));
    if (!samePeers(recorded, shown)) return;
    const [now, then] = comparable(wireOf(shown), wireOf(recorded));
    expect(now, mend).toEqual(then);
  });
}
