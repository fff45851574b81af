import { describe, expect, test } from 'vitest';
import type { Broker } from '../../../../harness/brokers/broker.ts';
import { gatedIfLate } from '../../../../harness/brokers/late/gated-if-late.ts';
import { subscribesLate } from '../../../../harness/faulty/late-subscriptions.ts';
import { openRawClient, type RawClient } from '../../../../harness/wire/client/raw-client.ts';
import { LATE_MS, lateBrokers, mqttOf, topicPrefix } from './late-brokers.ts';

const { late, prompt } = lateBrokers();

describe('a prompt broker', () => {
  test('is reached at its own addresses', async () => {
    expect(await gatedIfLate(prompt())).toBe(prompt());
  });

  test('unless its makers document that it may be late', async () => {
    const cloud = {
      ...prompt(),
      identity: { name: 'aws-iot-core', version: undefined },
      stop: async () => {},
    };
    await using broker = await gatedIfLate(cloud);
    expect(broker.ungated).toEqual(prompt().endpoints);
    expect(mqttOf(broker)).not.toBe(mqttOf(prompt()));
    const client = await connected(broker, 'c');
    await client.send({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: 'gate/a', qos: 0 }] });
    expect((await client.receive('SUBACK')).fields.granted).toEqual([0]);
    client.destroy();
  });
});

async function connected(
  broker: Broker,
  clientId: string,
  { protocolVersion = 4, clean = true, properties = {}, via = 'mqtt' as 'mqtt' | 'ws' } = {},
): Promise<RawClient> {
  const client = await openRawClient(broker.endpoints[via] ?? '', { protocolVersion });
  await client.send({
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: protocolVersion === 5 ? 5 : 4,
    clientId,
    clean,
    keepalive: 60,
    properties,
  });
  await client.receive('CONNACK');
  return client;
}

/** The topics and payloads that come before a message of the client to itself. */
async function untilOwn(client: RawClient, topic: string): Promise<string[]> {
  await client.send({ cmd: 'publish', topic, payload: 'own', qos: 0, dup: false, retain: false });
  for (const came: string[] = []; ; ) {
    const { fields } = await client.receive('PUBLISH');
    const payload = Buffer.from(fields.payload ?? []).toString();
    if (payload === 'own') return came;
    came.push(`${fields.topic || fields.aliasedTopic} ${payload}`);
  }
}

describe('behind the gates of a late broker', () => {
  const filters = (...topics: string[]) => topics.map((topic) => ({ topic, qos: 1 as const }));

  const cases: readonly [
    string,
    { filters: string[]; topic: string; before?: string[]; properties?: object; protocolVersion?: number },
  ][] = [
    ['a plain filter', { filters: ['gate/a/b'], topic: 'gate/a/b' }],
    ['a wildcard', { filters: ['gate/b/+/c'], topic: 'gate/b/x/c' }],
    ['everything below', { filters: ['gate/c/#'], topic: 'gate/c' }],
    ['several at once', { filters: ['gate/d/x', 'gate/d/y', 'gate/d/+'], topic: 'gate/d/z' }],
    ['a filter inside of another', { before: ['gate/e/#'], filters: ['gate/e/x'], topic: 'gate/e/x' }],
    [
      'a client with aliases',
      { filters: ['gate/f'], topic: 'gate/f', properties: { topicAliasMaximum: 5 }, protocolVersion: 5 },
    ],
    [
      'a client that takes small packets',
      { filters: ['gate/g'], topic: 'gate/g', properties: { maximumPacketSize: 20 }, protocolVersion: 5 },
    ],
  ];
  test.each(cases)('%s is effective at SUBACK, and no client sees a probe', async (_what, asked) => {
    await using slow = await late();
    await using broker = await gatedIfLate(slow);
    expect(broker.ungated).toEqual(slow.endpoints);
    const { protocolVersion = 4, properties = {}, before = [], topic } = asked;
    const client = await connected(broker, 'subscriber', { protocolVersion, properties });
    const onlooker = await connected(broker, 'onlooker');
    await onlooker.send({ cmd: 'subscribe', messageId: 1, subscriptions: filters('gate/#') });
    await onlooker.receive('SUBACK');
    if (before.length > 0) {
      await client.send({ cmd: 'subscribe', messageId: 1, subscriptions: filters(...before) });
      await client.receive('SUBACK');
    }
    await client.send({ cmd: 'subscribe', messageId: 2, subscriptions: filters(...asked.filters) });
    const { fields } = await client.receive('SUBACK');
    expect(fields).toMatchObject({ messageId: 2, granted: asked.filters.map(() => 1) });
    const publisher = await connected(broker, 'publisher');
    await publisher.send({ cmd: 'publish', topic, payload: 'x', qos: 0, dup: false, retain: false });
    const copies = Buffer.from((await client.receive('PUBLISH')).fields.payload ?? []).toString();
    expect(copies).toBe('x');
    expect(
      client.unread.filter(({ fields: { payload } }) => Buffer.from(payload ?? []).toString() !== 'x'),
    ).toEqual([]);
    expect(await untilOwn(onlooker, 'gate/own')).toEqual([`${topic} x`]);
    for (const one of [client, onlooker, publisher]) one.destroy();
  });

  test('over WebSocket too', async () => {
    await using slow = await late();
    await using broker = await gatedIfLate(slow);
    const client = await connected(broker, 'subscriber', { via: 'ws' });
    await client.send({ cmd: 'subscribe', messageId: 1, subscriptions: filters('gate/ws') });
    await client.receive('SUBACK');
    expect(await untilOwn(client, 'gate/ws')).toEqual([]);
    client.destroy();
  });

  test('the same client without gates gets nothing at first', async () => {
    await using broker = await late();
    const client = await connected(broker, 'subscriber');
    await client.send({ cmd: 'subscribe', messageId: 1, subscriptions: filters('gate/direct') });
    await client.receive('SUBACK');
    await client.send({
      cmd: 'publish',
      topic: 'gate/direct',
      payload: 'x',
      qos: 0,
      dup: false,
      retain: false,
    });
    await client.send({ cmd: 'pingreq' });
    await client.receive('PINGRESP');
    expect(client.unread).toEqual([]);
    client.destroy();
  });

  test('a refused subscription is answered at once', async () => {
    await using slow = await late();
    await using broker = await gatedIfLate(slow);
    const client = await connected(broker, 'subscriber');
    await client.send({ cmd: 'subscribe', messageId: 1, subscriptions: filters('gate/a#') });
    const answer = await Promise.race([client.receive('SUBACK').catch(() => undefined), client.closed()]);
    expect(answer).toBeDefined();
    client.destroy();
  });
});

test('probes stay below the prefix that was asked for', async () => {
  const topics: string[] = [];
  const mangle = subscribesLate(LATE_MS);
  await using slow = await late((packet, direction, passage) => {
    if (packet?.cmd === 'publish') topics.push(packet.topic);
    if (packet?.cmd === 'subscribe') topics.push(...packet.subscriptions.map(({ topic }) => topic));
    return mangle(packet, direction, passage);
  });
  await using broker = await gatedIfLate(slow, { topicPrefix });
  const client = await connected(broker, 'client', {
    protocolVersion: 5,
    properties: { topicAliasMaximum: 5 },
  });
  const subscriptions = [{ topic: 'own/topics/a', qos: 0 as const }];
  await client.send({ cmd: 'subscribe', messageId: 1, subscriptions });
  await client.receive('SUBACK');
  expect(topics.length).toBeGreaterThan(10);
  expect(topics.filter((topic) => !topic.startsWith('own/topics/'))).toEqual([]);
  client.destroy();
});
