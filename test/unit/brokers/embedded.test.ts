import { on, once } from 'node:events';
import { connect } from 'node:net';
import { connectAsync } from 'mqtt';
import { generate, type Packet, parser } from 'mqtt-packet';
import { describe, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { field, propertyList, rawPacket } from '../../../harness/claims/steps/bytes.ts';

async function open() {
  const broker = await openBroker(parseBroker('embedded'));
  onTestFinished(() => broker.stop());
  const { mqtt = '', ws = '' } = broker.endpoints;
  return { broker, mqtt, ws, port: Number(new URL(mqtt).port) };
}

/** HTTP status that a WebSocket handshake is refused with, or the subprotocol it got. */
async function handshake(url: string, protocols: string[]): Promise<number | string> {
  const socket = new WebSocket(url, protocols).on('error', () => {});
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
      expect(await message).toBe('a/b hello');
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

  it('closes a WebSocket that sends text, without an answer [MQTT-6.0.0-1]', async () => {
    const { ws } = await open();
    const socket = new WebSocket(ws, 'mqtt').on('error', () => {});
    const answers: unknown[] = [];
    socket.on('message', (answer) => answers.push(answer));
    await once(socket, 'open');
    socket.send(generate({ cmd: 'connect', clientId: 'text', keepalive: 0 }).toString('latin1'));
    await once(socket, 'close');
    expect(answers).toEqual([]);
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

  it('survives a PUBREL that comes twice, and answers both', async () => {
    const { port } = await open();
    const client = connect(port, '127.0.0.1');
    onTestFinished(() => {
      client.destroy();
    });
    const packets = parser();
    client.on('data', (bytes) => packets.parse(bytes));
    const answers = on(packets, 'packet');
    client.write(generate({ cmd: 'connect', clientId: 'twice', keepalive: 0 }));
    const publish = {
      cmd: 'publish',
      topic: 'a',
      payload: 'x',
      qos: 2,
      messageId: 7,
      dup: false,
      retain: false,
    };
    client.write(generate(publish as Packet));
    const pubrel = generate({ cmd: 'pubrel', messageId: 7 });
    const seen: string[] = [];
    for await (const [{ cmd }] of answers as AsyncIterable<[Packet]>) {
      seen.push(cmd);
      if (cmd === 'pubrec') client.write(Buffer.concat([pubrel, pubrel]));
      if (seen.length === 4) break;
    }
    expect(seen).toEqual(['connack', 'pubrec', 'pubcomp', 'pubcomp']);
  });

  it('survives two session expiry intervals in one CONNECT', async () => {
    const { port, mqtt } = await open();
    const client = connect(port, '127.0.0.1');
    const connack = once(client, 'data');
    const head = [5, 0x02, 0, 10];
    const expiry = [0x11, 0, 0, 0, 1];
    client.write(rawPacket(0x10, field('MQTT'), head, propertyList(expiry, expiry), field('twice')));
    await connack;
    client.destroy();
    await once(client, 'close');
    const next = await connectAsync(mqtt, { protocolVersion: 5 });
    expect(next.connected).toBe(true);
    await next.endAsync();
  });

  it('keeps a session connected that unsubscribes while messages come', async () => {
    const { mqtt } = await open();
    const sleeper = await connectAsync(mqtt, { clientId: 'sleeper', clean: false, reconnectPeriod: 0 });
    const publisher = await connectAsync(mqtt);
    onTestFinished(() => sleeper.endAsync());
    onTestFinished(() => publisher.endAsync());
    for (let round = 0; round < 20; round++) {
      await sleeper.subscribeAsync('a', { qos: 1 });
      const publishing = publisher.publishAsync('a', `${round}`, { qos: 1 });
      await Promise.all([publishing, sleeper.unsubscribeAsync('a')]);
    }
    expect(sleeper.connected).toBe(true);
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
