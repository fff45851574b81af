import { once } from 'node:events';
import { connect as openSocket, type Socket } from 'node:net';
import { generate } from 'mqtt-packet';
import { expect, onTestFinished, test } from 'vitest';
import type { StartClient } from '../../../harness/situations/client-under-test.ts';
import { rehearse } from '../../../harness/situations/rehearsal.ts';
import { stageCertificates } from '../../../harness/situations/stage/certificates.ts';

const connect = generate({ cmd: 'connect', clientId: 'unit', protocolId: 'MQTT', protocolVersion: 4 });
const publish = generate({ cmd: 'publish', topic: 'a', payload: 'x', qos: 0, dup: false, retain: false });
const old = generate({ cmd: 'connect', clientId: 'unit', protocolId: 'MQIsdp', protocolVersion: 3 });

/** A client of this process that does one thing with each of its connections. */
const clientThat =
  (act: (socket: Socket) => void): StartClient =>
  ({ port }) => {
    const socket = openSocket({ host: '127.0.0.1', port });
    const ended = once(socket, 'close').then(() => ({ code: 0 }));
    socket.on('error', () => {});
    socket.once('connect', () => act(socket));
    const stop = async () => {
      socket.destroy();
      await ended;
    };
    // It goes on running without its connection.
    return { ended: new Promise(() => {}), lines: ['its last words'], stop };
  };

async function rehearsed(act: (socket: Socket) => void): Promise<string> {
  const certificates = await stageCertificates();
  onTestFinished(() => certificates[Symbol.asyncDispose]());
  const { signal } = new AbortController();
  const error: unknown = await rehearse(clientThat(act), { certificates, signal, settle: 300 }).catch(
    (thrown: unknown) => thrown,
  );
  return error instanceof Error ? error.message : 'it was rehearsed';
}

const tooMuch =
  'the program cannot be judged: it sends too much to be recorded: more than 10,000 packets or 32 MiB; it says "its last words": let it send less while it is tested';

test.for([
  [
    'sends what is not MQTT',
    'GET / HTTP/1.1\r\n\r\n',
    'the program opens a connection, but sends no CONNECT;',
  ],
  [
    'sends a part of a CONNECT',
    connect.subarray(0, 9),
    'the program opens a connection, but sends no CONNECT;',
  ],
  ['speaks MQTT 3.1', old, 'the program speaks MQTT 3.1: there are claims about MQTT 3.1.1 and 5'],
  ['sends too many packets', Buffer.concat([connect, ...Array(12_000).fill(publish)]), tooMuch],
  [
    'sends a packet that does not fit into memory',
    Buffer.concat([
      connect,
      Buffer.from([0x30, 0xff, 0xff, 0xff, 0x7f, 0, 1, 0x61]),
      Buffer.alloc(33 * 2 ** 20),
    ]),
    tooMuch,
  ],
  ['connects', connect, 'it was rehearsed'],
] as const)('a program that %s', async ([, bytes, says]) => {
  expect(await rehearsed((socket) => socket.write(bytes))).toContain(says);
});
