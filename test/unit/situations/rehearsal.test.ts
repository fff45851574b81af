import { connect } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { StartClient } from '../../../harness/situations/client-under-test.ts';
import { hex } from '../../../harness/situations/hex.ts';
import { rehearse } from '../../../harness/situations/rehearsal.ts';
import { stageCertificates } from '../../../harness/situations/stage/certificates.ts';

/** A client that sends these bytes, and nothing more. */
const sending =
  (bytes: Buffer): StartClient =>
  ({ host, port }) => {
    const socket = connect({ host, port });
    socket.on('error', () => {});
    socket.write(bytes);
    const ended = Promise.withResolvers<{ code: number }>();
    socket.on('close', () => ended.resolve({ code: 1 }));
    const stop = async () => {
      socket.destroy();
      await ended.promise;
    };
    return { ended: ended.promise, lines: [], stop };
  };

async function rehearsalOf(bytes: Buffer) {
  const certificates = await stageCertificates();
  onTestFinished(() => certificates[Symbol.asyncDispose]());
  const signal = new AbortController().signal;
  return await rehearse(sending(bytes), { certificates, signal, settle: 100 });
}

test.for([
  ['the reserved connect flag is set [MQTT-3.1.2-3]', '10 12 0004 4d515454 04 03 001e 0006 636c69656e74'],
  ['Will Retain without a will [MQTT-3.1.2-13]', '10 13 0004 4d515454 05 22 001e 00 0006 636c69656e74'],
] as const)('of an invalid CONNECT it says what is wrong: %s', async ([wrong, bytes]) => {
  await expect(rehearsalOf(hex(bytes))).rejects.toThrow(`the program's CONNECT is invalid: ${wrong}`);
});
