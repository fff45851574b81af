import { connect } from 'node:net';
import { generate, type Packet } from 'mqtt-packet';
import { expect, test } from 'vitest';
import { afterOwnTime } from '../../../harness/base/own-time.ts';
import type { StartClient } from '../../../harness/situations/client-under-test.ts';
import { selectForClient } from '../../../harness/situations/selection.ts';
import { verifyClient } from '../../../harness/situations/verify-client.ts';
import { open } from './hasty.ts';

const bytes = (packet: Packet) => generate(packet, { protocolVersion: 5 });

/** Publishes soon after CONNECT, and reads nothing. */
const early: StartClient = ({ host, port }) => {
  const ended = Promise.withResolvers<{ code: number }>();
  const socket = connect(port, host).pause();
  socket.on('error', () => {});
  socket.write(bytes({ cmd: 'connect', clientId: 'early', protocolVersion: 5 }));
  afterOwnTime(30, () => {
    socket.write(bytes({ ...open, retain: true }), () => {
      socket.destroy();
      ended.resolve({ code: 0 });
    });
  });
  return { ended: ended.promise, lines: [], stop: async () => ended.resolve({ code: 0 }) };
};

test('a client that publishes before CONNACK breaks none of the limits that CONNACK announces', async () => {
  const ids = ['limits.maximum-qos', 'limits.retain', 'limits.packet-size'];
  const { matrix } = await verifyClient(early, selectForClient(ids), {
    label: 'early',
    origin: { en: 'early', ja: 'early' },
    time: false,
    settle: 300,
    signal: new AbortController().signal,
  });
  const results = matrix.cells.filter(({ claim }) => ids.includes(claim));
  expect(results.filter(({ result }) => result === 'broken')).toEqual([]);
  expect(results).toHaveLength(ids.length);
});
