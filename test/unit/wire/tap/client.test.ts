import mqtt, { type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { within } from '../../../../harness/base/deadline.ts';
import type { Broker } from '../../../../harness/brokers/broker.ts';
import { openBroker } from '../../../../harness/brokers/index.ts';
import type { Tap } from '../../../../harness/wire/tap/tap.ts';
import { awaited, tapOn } from './fixtures.ts';

let broker: Broker;
beforeAll(async () => {
  broker = await openBroker({ name: 'embedded' });
});
afterAll(() => broker.stop());

const faults: Record<0 | 1 | 2, (tap: Tap) => { fired: Promise<unknown> }> = {
  0: (tap) => tap.lose('PUBLISH').from('publisher').withQoS(0).andCut(),
  1: (tap) => tap.lose('PUBACK').to('publisher').andCut(),
  2: (tap) => tap.lose('PUBREC').to('publisher').andCut(),
};

describe.each(['mqtt', 'ws'] as const)('a client of MQTT.js over %s', (scheme) => {
  test.each([
    [0, 4, 0],
    [1, 4, 2],
    [2, 4, 1],
    [0, 5, 0],
    [1, 5, 2],
    [2, 5, 1],
  ] as const)(
    'QoS %i, level %i: an answer lost and the connection cut makes %i messages',
    async (qos, level, count) => {
      const tap = await tapOn(broker.endpoints[scheme] ?? '');
      const connect = async (clientId: string): Promise<MqttClient> => {
        const more = level === 5 ? { properties: { sessionExpiryInterval: 60 } } : {};
        const options = { clientId, protocolVersion: level, reconnectPeriod: 1, clean: false, ...more };
        const client = await mqtt.connectAsync(tap.url, options);
        onTestFinished(() => client.endAsync(true));
        return client;
      };
      const topic = `${scheme}/${qos}/${level}`;
      const subscriber = await connect('subscriber');
      const publisher = await connect('publisher');
      const received: string[] = [];
      subscriber.on('message', (_topic, payload) => received.push(payload.toString()));
      await subscriber.subscribeAsync(topic, { qos: 2 });
      const reconnected = new Promise<void>((resolve) => publisher.once('connect', () => resolve()));
      const fault = faults[qos](tap);
      const published = publisher.publishAsync(topic, 'open', { qos });
      await fault.fired;
      await Promise.all([within(reconnected, awaited('the reconnect')), published.catch(() => {})]);
      const fence = within(
        new Promise<void>((resolve) => {
          subscriber.on('message', (_topic, payload) => payload.toString() === 'fence' && resolve());
        }),
        awaited('the fence'),
      );
      await publisher.publishAsync(topic, 'fence', { qos });
      await fence;
      expect(received).toEqual([...Array.from({ length: count }, () => 'open'), 'fence']);
      expect(tap.unfired()).toEqual([]);
    },
  );
});
