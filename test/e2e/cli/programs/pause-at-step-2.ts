import { readSync } from 'node:fs';
import { errorCode } from '../../../../harness/base/error-code.ts';

/** Loaded before a lab: blocks it after the line of its second step until there is input on stdin. */
const { stdout } = process;
const write = stdout.write.bind(stdout);

stdout.write = ((text: string, ...more: []) => {
  const isDone = write(text, ...more);
  if (text.startsWith('\n2 ')) standStill();
  return isDone;
}) as typeof stdout.write;

/** Waits for input on stdin. If stdin does not block, reading fails with EAGAIN until there is input. */
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
