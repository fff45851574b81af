import { expect, test } from 'vitest';
import type { StartClient } from '../../../harness/situations/client-under-test.ts';
import { scripted } from '../../../harness/situations/scripted/client.ts';
import { type Script, usual } from '../../../harness/situations/scripted/script.ts';
import { selectForClient } from '../../../harness/situations/selection.ts';
import { verifyClient } from '../../../harness/situations/verify-client.ts';
import { hasty, hello, open } from './hasty.ts';

async function seen(id: string, startClient: StartClient): Promise<unknown> {
  const { matrix } = await verifyClient(startClient, selectForClient([id]), {
    label: 'scripted',
    origin: { en: 'scripted', ja: 'scripted' },
    time: false,
    settle: 300,
    signal: new AbortController().signal,
  });
  return matrix.observations.find((one) => one.id === id)?.cells.map((cell) => cell.seen);
}

const script = (parts: Partial<Script>) => scripted(() => ({ ...usual(4), ...parts }));
let starts = 0;

test.for<[string, StartClient, unknown]>([
  ['that ends without waiting', hasty(hello, open), [{ PUBACK: { exit: 0 } }]],
  ['that waits', script({ whenDone: 'ends' }), [{ PUBACK: 'waits', PUBREC: 'waits', PUBCOMP: 'waits' }]],
  ['that does not end', script({}), undefined],
  ['that publishes at QoS 0', hasty(hello, { ...open, qos: 0 }), undefined],
])('the acknowledgement of its last messages, of a program %s', async ([, startClient, expected]) => {
  expect(await seen('publish.before-exit', startClient)).toEqual(expected);
});

test.for<[string, StartClient, unknown]>([
  ['the same', script({ connect: { clientId: 'sensor-1' } }), ['same']],
  ['another', scripted(() => ({ ...usual(4), connect: { clientId: `sensor-${starts++}` } })), ['differs']],
  ['none', script({ connect: { clientId: '', clean: true } }), ['none']],
])('its client id at each start: %s', async ([, startClient, expected]) => {
  expect(await seen('connect.client-id', startClient)).toEqual(expected);
});
