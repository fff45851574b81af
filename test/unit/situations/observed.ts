import type { StartClient } from '../../../harness/situations/client-under-test.ts';
import { selectForClient } from '../../../harness/situations/selection.ts';
import { verifyClient } from '../../../harness/situations/verify-client.ts';

/** What an observation sees of a client, in its one column. */
export async function observed(id: string, startClient: StartClient): Promise<unknown[]> {
  const { matrix } = await verifyClient(startClient, selectForClient([id]), {
    label: 'scripted',
    origin: { en: 'scripted', ja: 'scripted' },
    time: false,
    settle: 300,
    signal: new AbortController().signal,
  });
  return matrix.observations
    .filter((one) => one.id === id)
    .flatMap(({ cells }) => cells.map(({ seen }) => seen));
}
