import { expect, test } from 'vitest';
import { subscriptionDelay } from '../../../../harness/brokers/late/measure.ts';
import { LATE_MS, lateBrokers, mqttOf, topicPrefix } from './late-brokers.ts';

const { late, prompt } = lateBrokers();

test('a prompt one: 0', async () => {
  expect(await subscriptionDelay(mqttOf(prompt()), { protocolVersion: 4, topicPrefix })).toBe(0);
});

test.each([4, 5] as const)('a late one (MQTT level %s)', async (protocolVersion) => {
  await using broker = await late();
  const delay = await subscriptionDelay(mqttOf(broker), { protocolVersion, topicPrefix });
  expect(delay).toBeGreaterThan(LATE_MS - 5);
});

test('one that refuses subscriptions: not known', async () => {
  await using broker = await late((packet) =>
    packet?.cmd === 'suback' ? { ...packet, granted: packet.granted.map(() => 0x80) } : packet,
  );
  expect(await subscriptionDelay(mqttOf(broker), { protocolVersion: 4, topicPrefix })).toBeUndefined();
});

test('one that passes no messages on: never', async () => {
  await using broker = await late((packet, direction) =>
    packet?.cmd === 'publish' && direction === 'to-client' ? [] : packet,
  );
  expect(await subscriptionDelay(mqttOf(broker), { protocolVersion: 4, topicPrefix })).toBe(
    Number.POSITIVE_INFINITY,
  );
});
