import { beforeAll, describe, expect, test } from 'vitest';
import type { ProtocolVersion } from '../../harness/brokers/broker.ts';
import { type LabClaims, runLabClaims } from '../../harness/claims/run-lab-claims.ts';
import { claimsUnder, type LabDefinition } from '../../harness/lab/lab.ts';
import { protocolName } from '../../harness/specification/statements.ts';
import { labIds, loadLab } from '../../labs/index.ts';
import { hold } from './hold.ts';
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
  let ran: LabClaims | undefined;

  beforeAll(async () => {
    if (broker) ran = await runLabClaims(lab, broker, { protocolVersion });
  });

  test.for(claimsUnder(lab, protocolVersion))('%s', (id, { skip, task }) => {
    needBroker({ skip });
    const claim = ran?.claims.find((one) => one.claim.id === id);
    if (claim === undefined || broker === undefined)
      throw new Error('a lab that was run tells of each claim');
    hold(claim, broker, { skip, task });
  });

  test('comes to its end and leaves nothing behind', ({ skip }) => {
    needBroker({ skip });
    expect(ran?.run.reason?.en).toBeUndefined();
  });
}
