import { expect, test } from 'vitest';
import { scripted } from '../../../harness/situations/scripted/client.ts';
import { type Script, usual } from '../../../harness/situations/scripted/script.ts';
import { observed } from './observed.ts';

/** Takes a PUBREC that refuses for one that does not. */
const overlooks: Script['hears'] = (packet) =>
  packet.type === 'PUBREC' ? { ...packet, fields: { ...packet.fields, reasonCode: 0 } } : packet;

test.for([
  ['one that takes notice', {}, 'goes on'],
  ['one that takes none', { hears: overlooks }, 'sends PUBREL all the same'],
] as const)('what a client does about a refused message is observed: %s', async ([, change, seen]) => {
  const client = scripted(() => ({ ...usual(5), ...change }));
  expect(await observed('publish.refused', client)).toEqual([
    { 'puback-refuses': 'goes on', 'pubrec-refuses': seen },
  ]);
});
