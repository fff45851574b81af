import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { fakeEngine } from './fake-engine.ts';
import { holdBroker } from './hold-broker.ts';

const image = 'registry.invalid/emqx:none';

/** What the engine says to a pull, and what becomes of it. */
async function pulling(answer: (response: ServerResponse) => void) {
  const { DOCKER_HOST } = await fakeEngine(answer);
  return holdBroker(['emqx'], { environment: { DOCKER_HOST, EMQX_IMAGE: image } });
}

const event = (more: object) => `${JSON.stringify(more)}\r\n`;

describe('an image that is not here', () => {
  it.each([
    [
      404,
      'manifest for registry.invalid/emqx:none not found: manifest unknown',
      'no image of that name and tag',
    ],
    [404, 'pull access denied for emqx, repository does not exist', 'no such image, or it takes a login'],
    [
      500,
      'Get "https://registry.invalid/v2/": dial tcp: lookup registry.invalid: no such host',
      'not be reached',
    ],
    [500, 'toomanyrequests: You have reached your unauthenticated pull rate limit', 'no more pulls for now'],
    [404, 'no matching manifest for linux/riscv64 in the manifest list entries', 'none for this processor'],
    [500, 'something \u001b[31mnew', 'something ·[31mnew'],
  ])('HTTP %i from the engine: %s', async (status, message, why) => {
    const { said, ended } = await pulling((response) => {
      response.writeHead(status).end(JSON.stringify({ message }));
    });
    const { code, what, advice } = await said('error');
    expect(code).toBe('image-not-available');
    expect(what.en).toContain(image);
    expect(what.en).toContain(why);
    expect(advice.en).toBe(`try 'docker pull ${image}', or name another image with EMQX_IMAGE=…`);
    expect(await ended).toBe(2);
  });

  it('an error in the middle of the answer', async () => {
    const { said } = await pulling((response) => {
      response.write(event({ id: 'a', status: 'Downloading', progressDetail: { current: 1, total: 9 } }));
      response.end(
        event({ errorDetail: { message: 'write: no space left on device' }, error: 'no space left' }),
      );
    });
    expect(await said('error')).toMatchObject({ code: 'image-not-available' });
    expect((await said('error')).what.en).toContain('the disk is full');
  });

  it('an engine that hangs up in the middle', async () => {
    const { said } = await pulling((response) => {
      response.write(event({ id: 'a', status: 'Pulling fs layer' }), () => response.destroy());
    });
    expect(await said('error')).toMatchObject({ code: 'image-not-available' });
  });

  it('says which image and how much, a few times a second', async () => {
    const total = 8_000_000;
    const { said, lines } = await pulling(async (response) => {
      for (let current = 0; current <= total; current += total / 100) {
        response.write(event({ id: 'a', status: 'Downloading', progressDetail: { current, total } }));
        await new Promise((resolve) => setTimeout(resolve, 11));
      }
      response.end(event({ error: 'enough' }));
    });
    await said('error');
    const reports = lines.flatMap(({ report }) => report ?? []);
    expect(reports[0]).toBe(`pulling the image ${image} …`);
    const amounts = reports.slice(1);
    expect(amounts.length).toBeGreaterThanOrEqual(1);
    expect(amounts.length).toBeLessThanOrEqual(4);
    for (const amount of amounts) expect(amount).toMatch(/^pulling \S+: \d\.\d \/ 8\.0 MB$/);
  });

  it('Ctrl-C ends the pull', async () => {
    let ended: Promise<unknown> | undefined;
    const {
      child,
      said,
      ended: exit,
    } = await pulling((response) => {
      ended = once(response, 'close');
      response.write(event({ id: 'a', status: 'Pulling fs layer' }));
    });
    await said('report');
    child.kill('SIGINT');
    expect(await exit).toBe(130);
    await ended;
  });

  it('a registry that says nothing is given up within 10 s', async () => {
    const began = performance.now();
    const { said } = await pulling(() => {});
    expect((await said('error')).what.en).toContain('the registry can not be reached');
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
