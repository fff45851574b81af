import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { LoopbackContainer } from '../../../harness/brokers/docker/loopback-container.ts';
import { imageOrSkip } from './image-or-skip.ts';

const program = fileURLToPath(new URL('./programs/hold-without-shell.ts', import.meta.url));

it('a container without a shell is removed after its process was killed', async (context) => {
  const { image, docker } = await imageOrSkip(context);
  const child = spawn(process.execPath, [program, image], { stdio: ['pipe', 'pipe', 'inherit'] });
  context.onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [id] = await once(child.stdout.setEncoding('utf8'), 'data');
  const container = docker.getContainer(String(id).trim());
  const removed = container.wait({ condition: 'removed' });
  expect((await container.inspect()).State.Running).toBe(true);
  child.kill('SIGKILL');
  await removed;
  await expect(container.inspect()).rejects.toMatchObject({ statusCode: 404 });
});

it('a container without a shell is gone when it is stopped, and is never restarted', async (context) => {
  const { image, docker } = await imageOrSkip(context);
  const started = await new LoopbackContainer(image, ['sleep', '600'], false).open();
  context.onTestFinished(() => started.stop());
  expect(() => started.restart()).toThrow('without a shell');
  await started.stop();
  await expect(docker.getContainer(started.id).inspect()).rejects.toMatchObject({ statusCode: 404 });
});
