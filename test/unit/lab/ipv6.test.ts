import mqtt from 'mqtt';
import { expect, test } from 'vitest';
import { openBareProxy } from '../../../harness/bench/bare-proxy.ts';
import { openBroker, parseBroker } from '../../../harness/brokers/index.ts';
import { runLab } from '../../../harness/lab/run.ts';
import { addressOptions } from '../../../harness/protocol/mqttjs-address.ts';
import { watchBroker } from '../../../harness/talk/present/brokers/watch.ts';
import { openTap } from '../../../harness/wire/tap/tap.ts';
import { loadLab } from '../../../labs/index.ts';
import { retainedAt } from '../../e2e/support/retained-at.ts';
import { atIpv6 } from '../brokers/at-ipv6.ts';

test.for(['mqtt', 'ws'] as const)(
  'a lab on a broker at %s://[::1] holds, and leaves nothing',
  async (scheme, context) => {
    const urls = await atIpv6(context);
    const broker = await openBroker(parseBroker(urls[scheme]));
    const { outcome, reason } = await runLab(await loadLab('03-retain'), broker);
    expect({ outcome, reason }).toEqual({ outcome: 'holds', reason: undefined });
    expect(await retainedAt(urls.mqtt)).toEqual([]);
  },
);

test.for(['mqtt', 'ws', 'mqtts', 'wss'] as const)('MQTT.js reaches %s://[::1]', async (scheme, context) => {
  const url = (await atIpv6(context))[scheme];
  const options = { ...addressOptions(url), reconnectPeriod: 0, rejectUnauthorized: false };
  await (await mqtt.connectAsync(url, options)).endAsync();
});

test.for(['mqtt', 'ws', 'mqtts', 'wss'] as const)('a tap reaches %s://[::1]', async (scheme, context) => {
  const url = (await atIpv6(context))[scheme];
  await using tap = await openTap(url, { tls: { rejectUnauthorized: false } });
  await (await mqtt.connectAsync(tap.url, { reconnectPeriod: 0 })).endAsync();
});

test('a proxy that only copies reaches mqtt://[::1]', async (context) => {
  await using proxy = await openBareProxy((await atIpv6(context)).mqtt);
  await (await mqtt.connectAsync(proxy.url, { reconnectPeriod: 0 })).endAsync();
});

test.for(['mqtt', 'ws'] as const)('a talk sees that %s://[::1] is there', async (scheme, context) => {
  const broker = await openBroker(parseBroker((await atIpv6(context))[scheme]));
  const { promise, resolve } = Promise.withResolvers<boolean>();
  await using _ = watchBroker(broker, resolve);
  expect(await promise).toBe(true);
});
