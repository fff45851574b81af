import { expect, test } from 'vitest';
import type { ClientUnderTest, StartClient } from '../../../harness/situations/client-under-test.ts';
import { scripted } from '../../../harness/situations/scripted/client.ts';
import { type Script, usual } from '../../../harness/situations/scripted/script.ts';
import { observed } from './observed.ts';

const id = 'reconnect.follows-reference';

/** Goes to the server that CONNACK or DISCONNECT refers it to. */
const follower: StartClient = (address) => {
  const started: ClientUnderTest[] = [];
  const hears: Script['hears'] = (packet) => {
    const reference = packet.fields.properties?.serverReference;
    const [host = '', port] = String(reference ?? '').split(':');
    if (port !== undefined) started.push(scripted(() => usual(5))({ ...address, host, port: Number(port) }));
    return packet;
  };
  const first = scripted(() => ({ ...usual(5), hears }))(address);
  started.push(first);
  return {
    ended: first.ended,
    lines: [],
    stop: async () => {
      for (const one of started) await one.stop();
    },
  };
};

test.for([
  ['one that follows', follower, true],
  ['one that does not', scripted(() => usual(5)), false],
] as const)(
  'whether a client follows a server reference is observed: %s',
  async ([, startClient, follows]) => {
    expect(await observed(id, startClient)).toEqual([
      {
        'refused.use-another-server': follows,
        'disconnect.use-another-server': follows,
        'disconnect.server-moved-there': follows,
      },
    ]);
  },
);
