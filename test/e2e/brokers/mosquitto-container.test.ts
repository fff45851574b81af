import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { connectAsync } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { openContainerBroker } from '../../../harness/brokers/docker/container-broker.ts';
import { containerOf } from '../../../harness/brokers/docker/in-container.ts';
import { LoopbackContainer } from '../../../harness/brokers/docker/loopback-container.ts';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { mosquittoInContainer } from '../../../harness/brokers/mosquitto/in-container.ts';
import { imageOrSkip } from './image-or-skip.ts';

describe.concurrent('Mosquitto in a container', () => {
  it('answers on both endpoints, and says its version', async (context) => {
    const { image } = await imageOrSkip(context);
    const broker = await openBroker(parseBroker('mosquitto'));
    context.onTestFinished(() => broker.stop());
    expect(broker.name).toBe('mosquitto');
    expect(broker.version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(broker.origin.en).toBe(`container of the image ${image}`);
    expect(broker.capabilities.protocolVersions).toEqual([4, 5]);
    for (const endpoint of [broker.endpoints.mqtt, broker.endpoints.ws]) {
      const client = await connectAsync(endpoint ?? '');
      await client.endAsync();
    }
  });

  it('is published on loopback only', async (context) => {
    const { image, docker } = await imageOrSkip(context);
    const started = await (await containerOf(mosquittoInContainer, image, {})).open();
    context.onTestFinished(() => started.stop());
    const { NetworkSettings } = await docker.getContainer(started.id).inspect();
    const published = Object.values(NetworkSettings.Ports).flat();
    expect(published).toHaveLength(2);
    expect(published.map(({ HostIp }) => HostIp)).toEqual(['127.0.0.1', '127.0.0.1']);
    const others = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
    for (const { address, family } of others.filter(({ internal }) => !internal)) {
      if (family !== 'IPv4') continue;
      const attempt = once(connect(started.hostPort(1883), address), 'connect');
      await expect(attempt).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    }
  });

  it('is gone when it is stopped, and can be stopped twice', async (context) => {
    const { image, docker } = await imageOrSkip(context);
    const started = await (await containerOf(mosquittoInContainer, image, {})).open();
    await Promise.all([started.stop(), started.stop()]);
    await started.ended;
    await expect(docker.getContainer(started.id).inspect()).rejects.toMatchObject({ statusCode: 404 });
  });

  it('is not started when given up', async (context) => {
    await imageOrSkip(context);
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(openBroker(parseBroker('mosquitto'), { signal })).rejects.toThrow('enough');
  });
});

describe.concurrent('a container that is no broker', () => {
  /** Patience in ms: for a container that prints nothing, and for one that ends, which the engine reports late. */
  const [short, long] = [1_000, 60_000];

  it.for([
    [
      ['sh', '-c', 'echo Error: bad weather; exit 1'],
      'broker-ended',
      'ended while starting (Error: bad weather)',
      long,
    ],
    [['no-such-program'], 'broker-ended', 'ended while starting', long],
    [['sleep', '60'], 'broker-not-started', 'does not answer CONNECT', short],
    [['mosquitto', '-v'], 'local-only-mode', "Mosquitto's 'local only mode'", short],
  ] as const)('%o: %s', async ([command, code, sentence, patience], context) => {
    const { image, docker } = await imageOrSkip(context);
    const container = new LoopbackContainer(image, command).withExposedPorts(1883);
    const opening = openContainerBroker(
      {
        name: 'mosquitto',
        image,
        variable: 'MOSQUITTO_IMAGE',
        container: async () => container,
        endpoints: ({ hostPort }) => ({ mqtt: `mqtt://127.0.0.1:${hostPort(1883)}` }),
        readyLine: /version (\S+) running/,
        patience,
      },
      { report: () => {}, signal: new AbortController().signal },
    );
    const error = await opening.catch((reason: Error) => reason);
    expect(error).toMatchObject({ code });
    expect((error as Error).message).toContain(sentence);
    await expect(docker.getContainer(container.id ?? '').inspect()).rejects.toMatchObject({
      statusCode: 404,
    });
  });
});
