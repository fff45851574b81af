import { connect, type Socket } from 'node:net';
import { generate } from 'mqtt-packet';
import { expect, onTestFinished, test } from 'vitest';
import { afterOwnTime } from '../../../harness/base/own-time.ts';
import type { ConnectionEntry } from '../../../harness/protocol/packet.ts';
import type { StartClient } from '../../../harness/situations/client-under-test.ts';
import { stageCertificates } from '../../../harness/situations/stage/certificates.ts';
import { Stage } from '../../../harness/situations/stage/stage.ts';

/** A client that says goodbye, and when it closes, in milliseconds of own time. */
interface Leaver {
  /** From its start until it connects. */
  readonly arrives?: number;
  readonly closes: number;
  readonly after: 'DISCONNECT' | 'the last question';
  /** How long this process stands still before it closes, in milliseconds by the clock. */
  readonly standstill?: number;
}

const hello = generate({ cmd: 'connect', clientId: 'unit', clean: true, keepalive: 0 });
const goodbye = generate({ cmd: 'disconnect' });

const leaver =
  ({ arrives = 0, closes, after, standstill = 0 }: Leaver): StartClient =>
  ({ host, port }) => {
    let socket: Socket | undefined;
    const close = () => {
      const until = performance.now() + standstill;
      while (performance.now() < until);
      afterOwnTime(closes, () => socket?.destroy());
    };
    afterOwnTime(arrives, () => {
      socket = connect({ host, port, allowHalfOpen: true });
      socket.on('error', () => {});
      socket.write(hello);
      socket.once('data', () => {
        socket?.write(goodbye);
        if (after === 'DISCONNECT') close();
      });
      if (after === 'the last question') socket.once('end', close);
    });
    const ended = Promise.withResolvers<{ code: number }>();
    const stop = async () => {
      socket?.destroy();
      ended.resolve({ code: 0 });
    };
    return { ended: ended.promise, lines: [], stop };
  };

/** How its connection ended, and whether its last answer counts. */
async function settled(client: Leaver): Promise<{ end: string[]; counts: boolean }> {
  const certificates = await stageCertificates();
  const stage = await Stage.open({ certificates, signal: new AbortController().signal });
  onTestFinished(async () => {
    await stage[Symbol.asyncDispose]();
    await certificates[Symbol.asyncDispose]();
  });
  await stage.start(leaver(client));
  await stage.accepted();
  await stage.settle();
  const events = [...stage.trace].filter((entry): entry is ConnectionEntry => entry.kind === 'connection');
  const end = events.map(({ what }) => what).filter((what) => what.startsWith('closed'));
  return { end, counts: stage.attended.size > 0 };
}

test('a client that answers the last question at once has left its connection open', async () => {
  expect(await settled({ closes: 0, after: 'the last question' })).toEqual({
    end: ['closed-by-broker'],
    counts: true,
  });
});

test('a client that answers it late may have been about to end', async () => {
  expect(await settled({ closes: 600, after: 'the last question' })).toEqual({
    end: ['closed-by-broker'],
    counts: false,
  });
});

test('a client that answers it at once by the time of a process that stood still may have been about to end', async () => {
  expect(await settled({ closes: 0, after: 'the last question', standstill: 600 })).toEqual({
    end: ['closed-by-broker'],
    counts: false,
  });
});

test('a client that took long to start is asked later', async () => {
  expect(await settled({ arrives: 2_500, closes: 2_200, after: 'DISCONNECT' })).toEqual({
    end: ['closed-by-client'],
    counts: false,
  });
});
