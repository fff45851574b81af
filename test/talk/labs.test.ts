import { beforeAll, describe, expect, test } from 'vitest';
import type { ProtocolVersion } from '../../harness/brokers/broker.ts';
import { isNews } from '../../harness/lab/events.ts';
import { claimsUnder, type LabDefinition } from '../../harness/lab/lab.ts';
import { recordingOf } from '../../harness/lab/recording.ts';
import { type LabRun, runLab } from '../../harness/lab/run.ts';
import { comparable, sameBroker, sameResults, storyOf, wireOf } from '../../harness/lab/same-as-recorded.ts';
import { protocolName } from '../../harness/specification/statements.ts';
import { labIds, loadLab } from '../../labs/index.ts';
import { readRecording } from '../../labs/recordings.ts';
import { BrokenClaimError } from './broken-claim.ts';
import { brokerIfUp, needBroker } from './require-broker.ts';

const labs = await Promise.all(labIds.map(loadLab));
const versions: readonly ProtocolVersion[] = [4, 5];
const mend = 'the recording is of another lab: npm run labs:record';

for (const protocolVersion of versions) {
  for (const lab of labs) {
    describe.concurrent(`${lab.id} · ${protocolName(protocolVersion)}`, () => holds(lab, protocolVersion));
  }
}

/** Runs the lab once; a test a claim. */
function holds(lab: LabDefinition, protocolVersion: ProtocolVersion): void {
  const broker = brokerIfUp();
  let run: LabRun | undefined;

  beforeAll(async () => {
    if (broker) run = await runLab(lab, broker, { protocolVersion });
  });

  test.for(claimsUnder(lab, protocolVersion))('%s', (id, { skip, task }) => {
    needBroker({ skip });
    const claim = run?.claims.find((judged) => judged.id === id);
    task.meta.claim = {
      protocolVersion,
      id,
      says: lab.claims[id]?.says,
      result: claim?.result ?? 'not-run',
      deviation: claim && !isNews(claim) ? claim.deviation : undefined,
    };
    if (claim === undefined) throw new Error(`never judged: ${run?.reason?.en ?? 'no reason given'}`);
    if (isNews(claim)) throw new BrokenClaimError(claim, broker, protocolVersion);
  });

  test('comes to its end and leaves nothing behind', ({ skip }) => {
    needBroker({ skip });
    expect(run?.reason?.en).toBeUndefined();
  });

  const recorded = readRecording(lab.id);
  test.runIf(protocolVersion === recorded.protocolVersion)('is what its recording shows', ({ skip }) => {
    needBroker({ skip });
    if (run === undefined) throw new Error('it did not run');
    const shown = recordingOf(run, new Date());
    expect(storyOf(shown), mend).toEqual(storyOf(recorded));
    expect(sameResults(recorded, shown), mend).toBe(true);
    if (!sameBroker(recorded, shown)) return;
    const [now, then] = comparable(wireOf(shown), wireOf(recorded));
    expect(now, mend).toEqual(then);
  });
}
