import { describe, expect, test } from 'vitest';
import { type ProtocolVersion, protocolVersions } from '../../../harness/protocol/version.ts';
import type { Cell } from '../../../harness/report/matrix.ts';
import { clientClaims } from '../../../harness/situations/claims/index.ts';
import { lawfulClients } from '../../../harness/situations/faults/lawful.ts';
import type { LawfulClient } from '../../../harness/situations/faulty-client.ts';
import { situations } from '../../../harness/situations/table/index.ts';
import { cellsOf, clientClaimsOf, isIn } from './trial.ts';

const everything = { claims: clientClaims, situations };
const known = new Map<string, Promise<readonly Cell[]>>();

/** Each client is put into each situation once, whichever tests ask for it. */
function everyCellOf(client: LawfulClient, protocolVersion: ProtocolVersion): Promise<readonly Cell[]> {
  const key = `${protocolVersion} ${client.does}`;
  const cells = known.get(key) ?? cellsOf(client, protocolVersion, everything);
  known.set(key, cells);
  return cells;
}

const findings = ({ claim, seen, notes = [] }: Cell) => ({ claim, seen, where: notes.map(({ en }) => en) });

describe.concurrent.each(protocolVersions)('MQTT level %s', (protocolVersion) => {
  const lawful = lawfulClients.filter((client) => isIn(client, protocolVersion));

  test.for(lawful)('a client that $does is accused by no claim', async (client, { task }) => {
    const cells = await everyCellOf(client, protocolVersion);
    const accusations = cells.filter(({ result }) => result === 'broken');
    task.meta.lawfulClient = {
      does: client.does,
      protocolVersion,
      accusedBy: accusations.map(({ claim }) => claim),
    };
    expect(accusations.map(findings)).toEqual([]);
  });

  test.for(clientClaimsOf(protocolVersion))('$id holds for a client that is right', async ({ id }) => {
    const results: string[] = [];
    for (const client of lawful) {
      const cells = await everyCellOf(client, protocolVersion);
      results.push(cells.find(({ claim }) => claim === id)?.result ?? 'not there');
      if (results.includes('holds')) break;
    }
    expect(results).toContain('holds');
  });
});
