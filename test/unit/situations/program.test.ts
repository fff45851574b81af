import { expect, test } from 'vitest';
import type { StartClient } from '../../../harness/situations/client-under-test.ts';
import { scripted } from '../../../harness/situations/scripted/client.ts';
import { type Script, usual } from '../../../harness/situations/scripted/script.ts';
import { hasty, hello, open } from './hasty.ts';
import { observed } from './observed.ts';

const script = (parts: Partial<Script>) => scripted(() => ({ ...usual(4), ...parts }));
let starts = 0;

test.for<[string, StartClient, unknown]>([
  ['that ends without waiting', hasty(hello, open), [{ PUBACK: { exit: 0 } }]],
  ['that waits', script({ whenDone: 'ends' }), [{ PUBACK: 'waits', PUBREC: 'waits', PUBCOMP: 'waits' }]],
  ['that does not end', script({}), []],
  ['that publishes at QoS 0', hasty(hello, { ...open, qos: 0 }), []],
])('the acknowledgement of its last messages, of a program %s', async ([, startClient, expected]) => {
  expect(await observed('publish.before-exit', startClient)).toEqual(expected);
});

test.for<[string, StartClient, unknown]>([
  ['the same', script({ connect: { clientId: 'sensor-1' } }), ['same']],
  ['another', scripted(() => ({ ...usual(4), connect: { clientId: `sensor-${starts++}` } })), ['differs']],
  ['none', script({ connect: { clientId: '', clean: true } }), ['none']],
])('its client id at each start: %s', async ([, startClient, expected]) => {
  expect(await observed('connect.client-id', startClient)).toEqual(expected);
});
