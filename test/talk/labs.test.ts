import { beforeAll, describe, expect, test } from 'vitest';
import type { ProtocolVersion } from '../../harness/brokers/broker.ts';
import { isNews } from '../../harness/lab/events.ts';
import { claimsUnder, type LabDefinition } from '../../harness/lab/lab.ts';
import { type LabRun, runLab } from '../../harness/lab/run.ts';
import { protocolName } from '../../harness/specification/statements.ts';
import { labIds, loadLab } from '../../labs/index.ts';
import { BrokenClaimError } from './broken-claim.ts';
import { brokerIfUp, needBroker } from './require-broker.ts';

const labs = await Promise.all(labIds.map(loadLab));
const versions: readonly ProtocolVersion[] = [4, 5];

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
}
