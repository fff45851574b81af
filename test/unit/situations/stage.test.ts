import { connectAsync, type IClientOptions, type MqttClient } from 'mqtt';
import { expect, onTestFinished, test } from 'vitest';
import type { PacketEntry } from '../../../harness/protocol/packet.ts';
import type { Address, ClientUnderTest } from '../../../harness/situations/client-under-test.ts';
import { stageCertificates } from '../../../harness/situations/stage/certificates.ts';
import { Stage } from '../../../harness/situations/stage/stage.ts';
import { hasty, hello, open } from './hasty.ts';

/** A stage, and an MQTT.js client of this process in front of it. */
async function stageWith(
  play: (client: MqttClient) => Promise<unknown>,
  options: IClientOptions = {},
): Promise<Stage> {
  const certificates = await stageCertificates();
  const stage = await Stage.open({ certificates, signal: new AbortController().signal });
  onTestFinished(async () => {
    await stage[Symbol.asyncDispose]();
    await certificates[Symbol.asyncDispose]();
  });
  await stage.start(({ url }: Address): ClientUnderTest => {
    const connecting = connectAsync(url, { clientId: 'unit', reconnectPeriod: 20, ...options });
    const ended = Promise.withResolvers<{ code: number }>();
    connecting.then(play).then(
      () => {},
      () => ended.resolve({ code: 1 }),
    );
    return {
      ended: ended.promise,
      lines: [],
      stop: async () => {
        await (await connecting).endAsync(true);
        ended.resolve({ code: 0 });
      },
    };
  });
  return stage;
}

const typesOn = (stage: Stage, connection: number): string[] =>
  [...stage.trace]
    .filter((entry): entry is PacketEntry => entry.kind === 'packet')
    .filter((packet) => packet.connection === connection)
    .map(({ type, direction }) => (direction === 'to-broker' ? type : `← ${type}`));

test('it answers as a broker does, at each QoS and both ways', async () => {
  const stage = await stageWith(async (client) => {
    await client.subscribeAsync('office/#', { qos: 2 });
    await client.publishAsync('office/door', 'open', { qos: 2 });
  });
  await stage.next({ en: 'PUBCOMP of the client', ja: '' }, ({ type, direction }) => {
    return type === 'PUBCOMP' && direction === 'to-broker';
  });
  await stage.quiet();
  const types = typesOn(stage, 1);
  expect(types.slice(0, 4)).toEqual(['CONNECT', '← CONNACK', 'SUBSCRIBE', '← SUBACK']);
  // Its own message comes back to it.
  expect(types.slice(4).toSorted()).toEqual(
    ['PUBLISH', '← PUBREC', 'PUBREL', '← PUBCOMP', '← PUBLISH', 'PUBREC', '← PUBREL', 'PUBCOMP'].toSorted(),
  );
});

test('what the client publishes by a topic alias comes back to it with the topic', async () => {
  const aliased = { qos: 1, properties: { topicAlias: 1 } } as const;
  const stage = await stageWith(
    async (client) => {
      await client.subscribeAsync('#', { qos: 1 });
      await client.publishAsync('office/door', 'open', aliased);
      await client.publishAsync('', 'shut', aliased);
    },
    { protocolVersion: 5 },
  );
  await stage.next({ en: 'the second message', ja: '' }, ({ type, direction, fields }) => {
    return type === 'PUBLISH' && direction === 'to-client' && fields.topic === 'office/door';
  });
  await stage.quiet();
  const back = [...stage.trace].filter(
    (entry): entry is PacketEntry => entry.kind === 'packet' && entry.direction === 'to-client',
  );
  const topics = back.filter(({ type }) => type === 'PUBLISH').map(({ fields }) => fields.topic);
  expect(topics).toEqual(['office/door', 'office/door']);
});

test('a session that is to be kept is there again, with what was not acknowledged', async () => {
  const stage = await stageWith((client) => client.subscribeAsync('office/#', { qos: 1 }), { clean: false });
  await stage.next({ en: 'SUBACK', ja: '' }, ({ type }) => type === 'SUBACK');
  stage.tap.lose('PUBACK').going('to-broker').andCut();
  stage.broker.connection?.deliver({ topic: 'office/door', payload: '1', qos: 1 });
  const connect = await stage.returns(await stage.happens('cut'));
  const again = await stage.next(
    { en: 'the message', ja: '' },
    ({ type, fields }) => type === 'PUBLISH' && fields.dup === true,
    { after: connect },
  );
  expect(again.fields.messageId).toBe(1);
  const connack = [...stage.trace].findLast((entry) => entry.kind === 'packet' && entry.type === 'CONNACK');
  expect(connack).toMatchObject({ fields: { sessionPresent: true } });
});

test('the last question is answered by a client that is at work, and not by one that has closed', async () => {
  const stage = await stageWith(async () => {}, { reconnectPeriod: 0 });
  await stage.accepted();
  await stage.settle();
  expect([...stage.attended]).toEqual([1]);
  expect(stage.isClosed).toBe(true);
});

test('what does not come is said, with the time it was waited for', async () => {
  const stage = await stageWith(async () => {});
  await stage.accepted();
  const awaited = { en: 'SUBSCRIBE', ja: 'SUBSCRIBE' };
  await expect(stage.next(awaited, ({ type }) => type === 'SUBSCRIBE', { ms: 100 })).rejects.toThrow(
    'SUBSCRIBE did not come within 0.1 s',
  );
});

test('a program that ends is not waited for', async () => {
  const stage = await stageWith(() => Promise.reject(new Error('ends')));
  await expect(stage.sent('SUBSCRIBE')).rejects.toThrow('the program ended (exit code 1) before SUBSCRIBE');
});

test('what a program sent before it ended is read, though it waited for no answer', async () => {
  const certificates = await stageCertificates();
  onTestFinished(() => certificates[Symbol.asyncDispose]());
  await using stage = await Stage.open({ certificates, signal: new AbortController().signal });
  const hasConnected = await stage.start(hasty(hello, open));
  expect(hasConnected).toBe(true);
  expect((await stage.sent('CONNECT')).fields.clientId).toBe('hasty');
  expect((await stage.sent('PUBLISH')).fields.topic).toBe('office/door');
  await stage.waits(5_000);
  expect(stage.isClosed).toBe(true);
});
