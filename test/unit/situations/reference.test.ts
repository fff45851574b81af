import { expect, test } from 'vitest';
import type { Cast, Performer } from '../../../harness/situations/performer.ts';
import { scripted } from '../../../harness/situations/scripted/client.ts';
import { type Script, usual } from '../../../harness/situations/scripted/script.ts';
import { selectForClient } from '../../../harness/situations/selection.ts';
import { verifyClient } from '../../../harness/situations/verify-client.ts';

const id = 'reconnect.follows-reference';

/** Goes to the server that CONNACK or DISCONNECT refers it to. */
const follower: Cast = (address) => {
  const cast: Performer[] = [];
  const hears: Script['hears'] = (packet) => {
    const reference = packet.fields.properties?.serverReference;
    const [host = '', port] = String(reference ?? '').split(':');
    if (port !== undefined) cast.push(scripted(() => usual(5))({ ...address, host, port: Number(port) }));
    return packet;
  };
  const first = scripted(() => ({ ...usual(5), hears }))(address);
  cast.push(first);
  return {
    ended: first.ended,
    lines: [],
    stop: async () => {
      for (const one of cast) await one.stop();
    },
  };
};

test.for([
  ['one that follows', follower, true],
  ['one that does not', scripted(() => usual(5)), false],
] as const)('whether a client follows a server reference is observed: %s', async ([, cast, follows]) => {
  const { matrix } = await verifyClient(cast, selectForClient([id]), {
    label: 'scripted',
    origin: { en: 'scripted', ja: 'scripted' },
    time: false,
    settle: 300,
    signal: new AbortController().signal,
  });
  const seen = matrix.observations.find((one) => one.id === id)?.cells.map((cell) => cell.seen);
  expect(seen).toEqual([
    {
      'refused.use-another-server': follows,
      'disconnect.use-another-server': follows,
      'disconnect.server-moved-there': follows,
    },
  ]);
});
