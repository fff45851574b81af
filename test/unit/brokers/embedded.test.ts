import { once } from 'node:events';
import { connect } from 'node:net';
import { connectAsync } from 'mqtt';
import { generate } from 'mqtt-packet';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';

async function open() {
  const broker = await openBroker(parseBroker('embedded'));
  onTestFinished(() => broker.stop());
  const { mqtt = '', ws = '' } = broker.endpoints;
  return { broker, mqtt, ws, port: Number(new URL(mqtt).port) };
}

/** HTTP status that a WebSocket handshake is refused with, or the subprotocol it got. */
async function handshake(url: string, protocols: string[]): Promise<number | string> {
  const socket = new WebSocket(url, protocols);
  onTestFinished(() => socket.terminate());
  return Promise.race([
    once(socket, 'open').then(() => socket.protocol),
    once(socket, 'unexpected-response').then(
      ([, response]) => (response as { statusCode: number }).statusCode,
    ),
  ]);
}

describe('the embedded broker', () => {
  it('says what it is and can do', async () => {
    const { broker } = await open();
    expect(broker).toMatchObject({ name: 'embedded', credentials: undefined });
    expect(broker.version).toMatch(/^2\./);
    expect(broker.capabilities).toMatchObject({
      protocolVersions: [4, 5],
      maximumQoS: 2,
      retainAvailable: true,
    });
    expect(Object.keys(broker.endpoints)).toEqual(['mqtt', 'ws']);
  });

  it('listens on loopback only', async () => {
    const { broker } = await open();
    for (const endpoint of Object.values(broker.endpoints))
      expect(new URL(endpoint).hostname).toBe('127.0.0.1');
  });

  it.each([4, 5] as const)(
    'delivers from MQTT to WebSocket, protocol version %i',
    async (protocolVersion) => {
      const { mqtt, ws } = await open();
      const subscriber = await connectAsync(ws, { protocolVersion });
      const publisher = await connectAsync(mqtt, { protocolVersion });
      onTestFinished(() => subscriber.endAsync());
      onTestFinished(() => publisher.endAsync());
      await subscriber.subscribeAsync('a/+', { qos: 2 });
      const message = new Promise<string>((resolve) => {
        subscriber.once('message', (topic, payload) => resolve(`${topic} ${payload}`));
      });
      await publisher.publishAsync('a/b', 'hello', { qos: 2 });
      const [topic, payload] = await message;
      expect([topic, String(payload)]).toEqual(['a/b', 'hello']);
    },
  );

  it.each([
    ['/mqtt', ['mqtt'], 'mqtt'],
    ['/mqtt', ['chat', 'mqtt'], 'mqtt'],
    ['/mqtt?some=query', ['mqtt'], 'mqtt'],
    ['/mqtt', [], 400],
    ['/mqtt', ['chat'], 400],
    ['/', ['mqtt'], 404],
    ['/mqtt/', ['mqtt'], 404],
  ])('WebSocket at %s offering %o: %s', async (path, protocols, result) => {
    const { ws } = await open();
    expect(await handshake(ws.replace('/mqtt', path), protocols)).toBe(result);
  });

  it('closes a WebSocket that sends text [MQTT-6.0.0-1]', async () => {
    const { ws } = await open();
    const socket = new WebSocket(ws, 'mqtt');
    await once(socket, 'open');
    socket.send('hello');
    await once(socket, 'close');
  });

  it('answers plain HTTP with 426', async () => {
    const { ws } = await open();
    const response = await fetch(ws.replace('ws:', 'http:'));
    expect(response.status).toBe(426);
  });

  it('closes every connection and port when it is stopped, and can be stopped twice', async () => {
    const { broker, mqtt, ws, port } = await open();
    const idle = connect(port, '127.0.0.1');
    await once(idle, 'connect');
    const half = connect(port, '127.0.0.1');
    half.write(generate({ cmd: 'connect', clientId: 'half', keepalive: 0 }).subarray(0, 5));
    const clients = await Promise.all([mqtt, ws].map((url) => connectAsync(url, { reconnectPeriod: 0 })));
    const closed = [...clients, idle, half].map(
      (connection) => new Promise<void>((resolve) => connection.once('close', () => resolve())),
    );
    await Promise.all([broker.stop(), broker.stop()]);
    await Promise.all(closed);
    const again = connect(port, '127.0.0.1');
    await expect(once(again, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('runs beside another one', async () => {
    const [one, two] = [await open(), await open()];
    expect(one.mqtt).not.toBe(two.mqtt);
  });

  it('is not opened when given up before', async () => {
    const signal = AbortSignal.abort(new Error('enough'));
    await expect(openBroker(parseBroker('embedded'), { signal })).rejects.toThrow('enough');
  });
});
