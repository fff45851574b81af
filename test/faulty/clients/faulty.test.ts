import { describe, expect, test } from 'vitest';
import { type ProtocolVersion, protocolVersions } from '../../../harness/protocol/version.ts';
import { clientClaims } from '../../../harness/situations/claims/index.ts';
import { faultyClients } from '../../../harness/situations/faults/index.ts';
import { situations } from '../../../harness/situations/table/index.ts';
import { cellsOf, clientClaimsOf, isIn } from './trial.ts';

const faultsIn = (protocolVersion: ProtocolVersion) => {
  const ids = clientClaimsOf(protocolVersion).map(({ id }) => id);
  return faultyClients.filter((client) => ids.includes(client.breaks) && isIn(client, protocolVersion));
};

describe.concurrent.each(protocolVersions)('MQTT level %s', (protocolVersion) => {
  test.for(faultsIn(protocolVersion))(
    'a client that $does is noticed by $breaks',
    async ({ breaks, situations: own, ...client }, { task }) => {
      const claims = clientClaims.filter(({ id }) => id === breaks);
      const named = own ?? claims.flatMap(({ shownIn }) => shownIn);
      const chosen = situations.filter(({ id }) => named.includes(id));
      const [cell] = await cellsOf(client, protocolVersion, { claims, situations: chosen });
      const noticed = cell?.result === 'broken';
      task.meta.triedClient = { does: client.does, breaks, protocolVersion, noticed };
      expect(cell?.result, cell?.reason?.en).toBe('broken');
    },
  );

  test.for(clientClaimsOf(protocolVersion))('$id is broken by some client of ours', ({ id }) => {
    expect(faultsIn(protocolVersion).map(({ breaks }) => breaks)).toContain(id);
  });
});

test('every faulty client has a claim to break, and situations to break it in', () => {
  const claims = clientClaims.map(({ id }) => id);
  const ids = ['plain.undisturbed', ...situations.map(({ id }) => id)];
  expect(faultyClients.filter(({ breaks }) => !claims.includes(breaks))).toEqual([]);
  expect(faultyClients.flatMap(({ situations: own = [] }) => own.filter((id) => !ids.includes(id)))).toEqual(
    [],
  );
});
