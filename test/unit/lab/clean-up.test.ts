import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import mqtt from 'mqtt';
import { expect, onTestFinished, test } from 'vitest';
import type { Broker } from '../../../harness/brokers/index.ts';
import { runLab } from '../../../harness/lab/run.ts';
import { embedded, labThat } from './lab-that.ts';

/** What a client finds on a topic when it resumes a session of a run that is over. */
async function found(broker: Broker, topic: string, clientId: string): Promise<string[]> {
  const url = broker.endpoints.mqtt ?? '';
  const returning = await mqtt.connectAsync(url, { clientId, clean: false, protocolVersion: 5 });
  onTestFinished(() => returning.endAsync(true));
  const heard: string[] = [];
  returning.on('message', (_topic, payload) => heard.push(payload.toString()));
  await returning.subscribeAsync(topic, { qos: 1 });
  const fence = new Promise<void>((resolve) =>
    returning.on('message', (_, p) => `${p}` === 'fence' && resolve()),
  );
  await returning.publishAsync(topic, 'fence', { qos: 1 });
  await fence;
  return heard.filter((payload) => payload !== 'fence');
}

test('what a failed lab retained and its sessions are gone afterwards', async () => {
  const broker = await embedded();
  let topic = '';
  let clientId = '';
  const lab = labThat(async (run) => {
    topic = run.topic('office/door');
    const client = await run.connect('client', { clean: false, properties: { sessionExpiryInterval: 60 } });
    clientId = client.options.clientId ?? '';
    await client.subscribeAsync(topic, { qos: 1 });
    await client.publishAsync(topic, 'open', { retain: true, qos: 1 });
    throw new Error('on purpose');
  });
  expect((await runLab(lab, broker)).outcome).toBe('could-not-run');

  expect(await found(broker, topic, clientId)).toEqual([]);
});

test('what was retained is removed afterwards also where the lab’s own removal never arrived', async () => {
  const broker = await embedded();
  let topic = '';
  const lab = labThat(async (run) => {
    topic = run.topic('office/door');
    const client = await run.connect('client', {}, { mayClose: true });
    await client.publishAsync(topic, 'open', { retain: true, qos: 1 });
    const loss = run.network.lose('PUBLISH').from('client').andCut();
    await client.publishAsync(topic, '', { retain: true, qos: 0 });
    await loss.fired;
  });
  await runLab(lab, broker);
  expect(await found(broker, topic, 'somebody')).toEqual([]);
});

test('a broker that turns the id of a session away once is asked again to forget it', async () => {
  const broker = await embedded();
  const { port } = new URL(broker.endpoints.mqtt ?? '');
  let connections = 0;
  const server = createServer((socket) => {
    connections++;
    if (connections === 2) return socket.destroy();
    const onward = connect(Number(port), '127.0.0.1');
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
    return socket.pipe(onward).pipe(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const { port: own } = server.address() as AddressInfo;

  const lab = labThat(async (run) => {
    await run.connect('client', { clean: false });
    await run.claim('a', 1, 1);
    await run.claim('b', 1, 1);
  });
  const run = await runLab(lab, { ...broker, endpoints: { mqtt: `mqtt://127.0.0.1:${own}` } });
  expect(run.outcome).toBe('holds');
  expect(connections).toBe(3);
});
