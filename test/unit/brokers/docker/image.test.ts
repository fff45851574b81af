import { once } from 'node:events';
import { Readable } from 'node:stream';
import { describe, expect, it, type TestContext } from 'vitest';
import { ensureImage } from '../../../../harness/brokers/docker/image.ts';
import { holdBroker } from '../../process/hold-broker.ts';
import { fakeEngine } from './fake-engine.ts';

const image = 'registry.invalid/emqx:none';
const line = (event: object) => `${JSON.stringify(event)}\r\n`;
const downloading = (current: number, total: number) =>
  line({ id: 'a', status: 'Downloading', progressDetail: { current, total } });

/** Pulls from an engine that has no image and answers a pull with these lines. Returns what was reported. */
async function pull(
  answer: AsyncGenerator<string> | Readable,
  more: { signal?: AbortSignal; patience?: number } = {},
) {
  const reports: string[] = [];
  const missing = Object.assign(new Error('no such image'), { statusCode: 404 });
  const docker = {
    getImage: () => ({ inspect: () => Promise.reject(missing) }),
    pull: async () => (answer instanceof Readable ? answer : Readable.from(answer)),
  };
  await ensureImage(docker as unknown as Parameters<typeof ensureImage>[0], {
    image,
    variable: 'EMQX_IMAGE',
    report: ({ en }) => reports.push(en),
    signal: new AbortController().signal,
    ...more,
  });
  return reports;
}

describe('an image that is not here', () => {
  it('is pulled, saying which and how much, a few times a second', async () => {
    const total = 8_000_000;
    const began = performance.now();
    const reports = await pull(
      (async function* () {
        for (let current = 0; current < total; current += total / 100) {
          yield downloading(current, total);
          await new Promise((resolve) => setTimeout(resolve, 11));
        }
        yield line({ id: 'a', status: 'Pull complete' });
      })(),
    );
    const amounts = reports.slice(1, -1);
    expect(reports[0]).toBe(`pulling the image ${image} …`);
    expect(reports.at(-1)).toBe(`pulled ${image}`);
    expect(amounts.length).toBeGreaterThanOrEqual(1);
    expect(amounts.length).toBeLessThanOrEqual((performance.now() - began) / 500);
    for (const amount of amounts) expect(amount).toMatch(/^pulling \S+: \d\.\d \/ 8\.0 MB$/);
  });

  it('an error in the middle of the answer is one', async () => {
    const pulled = pull(
      (async function* () {
        yield downloading(1, 9);
        yield line({ errorDetail: { message: 'no space left on device' }, error: 'no space left on device' });
      })(),
    );
    await expect(pulled).rejects.toMatchObject({ code: 'image-not-available', message: /the disk is full/ });
  });

  it('an engine that hangs up in the middle is one', async () => {
    const answer = new Readable({ read: () => {} });
    answer.push(downloading(1, 9));
    setImmediate(() => answer.destroy(new Error('unexpected EOF')));
    await expect(pull(answer)).rejects.toMatchObject({ code: 'image-not-available' });
  });

  it('a registry that says nothing is given up', async () => {
    const silent = new Readable({ read: () => {} });
    await expect(pull(silent, { patience: 100 })).rejects.toMatchObject({
      message: /the registry cannot be reached/,
    });
    expect(silent.destroyed).toBe(true);
  });

  it('a signal ends the pull', async () => {
    const giveUp = new AbortController();
    const endless = new Readable({ read: () => {} });
    const pulled = pull(endless, { signal: giveUp.signal });
    giveUp.abort(new Error('enough'));
    await expect(pulled).rejects.toThrow('enough');
    expect(endless.destroyed).toBe(true);
  });
});

describe('with an engine of its own', () => {
  const open = async (context: TestContext, pulling: Parameters<typeof fakeEngine>[0]) => {
    const { DOCKER_HOST } = await fakeEngine(pulling);
    return holdBroker(context, ['emqx'], { environment: { DOCKER_HOST, EMQX_IMAGE: image } });
  };

  it('an image that does not exist ends with one line and 2', async (context) => {
    const { said, ended, complaints } = await open(context, (response) => {
      response.writeHead(404).end('{"message":"manifest unknown"}');
    });
    expect(await said('error')).toMatchObject({ code: 'image-not-available' });
    expect(await ended).toBe(2);
    expect(complaints()).toBe('');
  });

  it('Ctrl-C ends the pull', async (context) => {
    let closed: Promise<unknown> | undefined;
    const { child, said, ended } = await open(context, (response) => {
      closed = once(response, 'close');
      response.write(line({ id: 'a', status: 'Pulling fs layer' }));
    });
    await said('report');
    child.kill('SIGINT');
    const asked = performance.now();
    await closed;
    expect(await ended).toBe(130);
    // Not by the deadline for what does not stop.
    expect(performance.now() - asked).toBeLessThan(5_000);
  });
});
