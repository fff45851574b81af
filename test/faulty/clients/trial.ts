import pLimit from 'p-limit';
import type { ProtocolVersion } from '../../../harness/protocol/version.ts';
import type { Cell } from '../../../harness/report/matrix.ts';
import type { ClientClaim } from '../../../harness/situations/claims/claim.ts';
import { clientClaims } from '../../../harness/situations/claims/index.ts';
import type { LawfulClient } from '../../../harness/situations/faulty-client.ts';
import type { ClientSelection } from '../../../harness/situations/selection.ts';
import { verifyClient } from '../../../harness/situations/verify-client.ts';

/** Clients at once, each in several situations: they wait most of the time. */
const limit = pLimit(12);

const signal = new AbortController().signal;

/** The claims about clients that speak of a protocol version. */
export const clientClaimsOf = (protocolVersion: ProtocolVersion): ClientClaim[] =>
  clientClaims.filter(({ statements }) => statements[protocolVersion] !== undefined);

/** Whether a client of the galleries is one in a protocol version. */
export const isIn = (
  { protocolVersions }: Pick<LawfulClient, 'protocolVersions'>,
  protocolVersion: ProtocolVersion,
): boolean => protocolVersions?.includes(protocolVersion) !== false;

/** What claims come to on a scripted client. */
export async function cellsOf(
  { does, startClient }: Pick<LawfulClient, 'does' | 'startClient'>,
  protocolVersion: ProtocolVersion,
  selection: Pick<ClientSelection, 'claims' | 'situations'>,
): Promise<readonly Cell[]> {
  const origin = { en: does, ja: does };
  // A scripted client does what it does at once.
  const options = { label: does, origin, time: true, settle: 800, signal };
  const { matrix } = await limit(() =>
    verifyClient(startClient(protocolVersion), { ...selection, observations: [] }, options),
  );
  return matrix.cells;
}
