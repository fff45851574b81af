import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Readable } from 'node:stream';
import { describe, it, type TestContext } from 'vitest';
import { findProgram } from '../../../harness/process/find-program.ts';
import { holdBroker } from '../../unit/process/hold-broker.ts';
import { imageOrSkip } from './image-or-skip.ts';

type Held = ReturnType<typeof holdBroker>;

/** A way a process ends, and the exit code or signal it ends with. */
type Ending = readonly [NodeJS.Signals | 'throw' | 'exit', number | string];

function end({ child }: Held, way: Ending[0]): void {
  if (way === 'throw' || way === 'exit') child.stdin.write('now\n');
  else child.kill(way);
}

/** An image with a name for this test, to tell its containers from those of other tests. */
async function ownImage(context: TestContext) {
  const { image, docker } = await imageOrSkip(context);
  const repo = `mqtt-hands-on/clean-up-${randomBytes(4).toString('hex')}`;
  await docker.getImage(image).tag({ repo, tag: 'test' });
  context.onTestFinished(() => docker.getImage(`${repo}:test`).remove());
  return {
    docker,
    image: `${repo}:test`,
    environment: { MOSQUITTO_IMAGE: `${repo}:test`, MOSQUITTO_PROGRAM: '' },
  };
}

/** The longest time that a process waits for stopping before it ends. */
const PATIENCE_MS = 5_000;

describe.concurrent('a container is gone', () => {
  it.for<Ending>([
    ['SIGINT', 130],
    ['SIGKILL', 'SIGKILL'],
    ['throw', 2],
    ['exit', 3],
  ])('after %s', async ([ending, code], context) => {
    const { docker, image, environment } = await ownImage(context);
    const held = holdBroker(context, ['mosquitto', ending], { environment });
    await held.said('up');
    const containers = await docker.listContainers();
    const own = containers.filter(({ Image }) => Image === image);
    context.expect(own).toHaveLength(1);
    const container = docker.getContainer(own[0]?.Id ?? '');
    const removed = container.wait({ condition: 'removed' });
    end(held, ending);
    context.expect(await held.ended).toBe(code);
    await removed;
    await context.expect(container.inspect()).rejects.toMatchObject({ statusCode: 404 });
  });

  it.for(['create', 'start'])('after Ctrl-C at the moment of its %s', async (moment, context) => {
    const { docker, image, environment } = await ownImage(context);
    const events = (await docker.getEvents({ filters: { event: [moment] } })) as Readable;
    context.onTestFinished(() => {
      events.destroy();
    });
    const held = holdBroker(context, ['mosquitto'], { environment });
    const id = await new Promise<string>((resolve) => {
      events.on('data', (line: Buffer) => {
        const { Actor } = JSON.parse(line.toString()) as {
          Actor: { ID: string; Attributes: { image: string } };
        };
        if (Actor.Attributes.image === image) resolve(Actor.ID);
      });
    });
    held.child.kill('SIGINT');
    const asked = performance.now();
    context.expect(await held.ended).toBe(130);
    const container = docker.getContainer(id);
    // If the engine takes longer than the process waits, the container is removed later, because its lifeline is broken.
    if (performance.now() - asked > PATIENCE_MS)
      await container.wait({ condition: 'removed' }).catch(() => {});
    await context.expect(container.inspect()).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe.concurrent('a program is gone', () => {
  it.for<Ending>([
    ['SIGTERM', 143],
    ['SIGHUP', 129],
    ['SIGKILL', 'SIGKILL'],
  ])('after %s', async ([ending, code], context) => {
    const program = await findProgram('mosquitto');
    if (program === undefined) return context.skip('not run: no mosquitto program on this machine');
    const held = holdBroker(context, ['mosquitto', ending], { environment: { MOSQUITTO_PROGRAM: program } });
    const { endpoints } = await held.said('up');
    const client = connect(Number(new URL(endpoints.mqtt ?? '').port), '127.0.0.1');
    await once(client, 'connect');
    // Mosquitto closes this connection when it ends; nothing else closes it.
    const closed = once(client, 'close');
    end(held, ending);
    context.expect(await held.ended).toBe(code);
    await closed;
    const again = once(connect(Number(new URL(endpoints.mqtt ?? '').port), '127.0.0.1'), 'connect');
    await context.expect(again).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
