import { once } from 'node:events';
import { execa } from 'execa';
import { expect, test } from 'vitest';
import { inImage } from '../../../harness/clients/in-image.ts';

/** What a container of the image runs, run here. */
function inside(...program: readonly string[]) {
  const { args } = inImage('image', program);
  const at = args.indexOf('image');
  return execa('sh', args.slice(at + 1), { reject: false });
}

test('a program that is asked to end does, and its container with it', async () => {
  const running = inside('sh', '-c', 'echo started; exec sleep 1000');
  await once(running.stdout, 'data');
  running.kill('SIGTERM');
  expect((await running).exitCode).toBe(143);
});

test('a program that ends by itself says how', async () => {
  expect((await inside('sh', '-c', 'exit 3')).exitCode).toBe(3);
});
