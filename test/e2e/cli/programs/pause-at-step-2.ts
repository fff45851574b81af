import { readSync } from 'node:fs';
import { errorCode } from '../../../../harness/base/error-code.ts';

/** Loaded before a lab: it stands still when it has printed its second step, until something comes in on stdin. */
const { stdout } = process;
const write = stdout.write.bind(stdout);

stdout.write = ((text: string, ...more: []) => {
  const isDone = write(text, ...more);
  if (text.startsWith('\n2 ')) standStill();
  return isDone;
}) as typeof stdout.write;

/** Where stdin does not block, as a pipe may be set to, it says EAGAIN as long as nothing has come in. */
function standStill(): void {
  for (;;) {
    try {
      readSync(0, Buffer.alloc(1));
      return;
    } catch (error) {
      if (errorCode(error) !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
