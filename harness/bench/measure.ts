import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { addressOptions } from '../protocol/mqttjs-address.ts';
import { openTap } from '../wire/tap/tap.ts';
import { openBareProxy } from './bare-proxy.ts';

/** The ways from a client to the broker that are compared; `copied` goes through a proxy that only copies bytes. */
export const ways = ['direct', 'copied', 'tapped'] as const;
type Way = (typeof ways)[number];

/** The median for each way. For `ms`, less is better; for `messages/s`, more. */
export interface Figures extends Readonly<Record<Way, number>> {
  readonly unit: 'ms' | 'messages/s';
}

/** An `mqtt` endpoint with the options for connecting to it. */
export interface Target {
  readonly url: string;
  readonly options: IClientOptions;
}

const topic = `mqtt-hands-on/bench/${randomUUID()}`;

/**
 * Measures the time from a QoS 1 publish of 16 bytes to its PUBACK, one at a time. All connections stay open and take turns, so
 * that other load on the machine affects each of them.
 */
export async function roundTrip(target: Target, turns: number, publishesATurn: number): Promise<Figures> {
  await using urls = await openWays(target.url);
  await using clients = new AsyncDisposableStack();
  const times: Record<Way, number[]> = { direct: [], copied: [], tapped: [] };
  const connected = new Map<Way, MqttClient>();
  for (const way of ways) connected.set(way, await connect({ ...target, url: urls[way] }, clients));
  // The first turn is the warm-up.
  for (let turn = 0; turn <= turns; turn++) {
    for (const [way, client] of connected) {
      for (let count = 0; count < publishesATurn; count++) {
        const begun = performance.now();
        await client.publishAsync(topic, 'sixteen bytes ..', { qos: 1 });
        if (turn > 0) times[way].push(performance.now() - begun);
      }
    }
  }
  return { unit: 'ms', ...medians(times) };
}

/**
 * Measures QoS 0 messages per second. The time ends when the broker acknowledges a QoS 1 message that was sent after them, because
 * it has then read them all. Each round opens new proxies and connections, and uses them in turn.
 */
export async function throughput(
  target: Target,
  bytes: number,
  messages: number,
  rounds: number,
): Promise<Figures> {
  const payload = Buffer.alloc(bytes, 'x');
  const rates: Record<Way, number[]> = { direct: [], copied: [], tapped: [] };
  // The first round is the warm-up.
  for (let round = 0; round <= rounds; round++) {
    await using urls = await openWays(target.url);
    for (const way of ways) {
      const rate = await flood({ ...target, url: urls[way] }, payload, messages);
      if (round > 0) rates[way].push(rate);
    }
  }
  return { unit: 'messages/s', ...medians(rates) };
}

/** Publishes a hundred messages, waits for the socket, and repeats, like a program that limits its memory. */
async function flood(target: Target, payload: Buffer, messages: number): Promise<number> {
  await using clients = new AsyncDisposableStack();
  const client = await connect(target, clients);
  const begun = performance.now();
  for (let sent = 0; sent < messages; sent += 100) {
    const size = Math.min(100, messages - sent);
    await Promise.all(Array.from({ length: size }, () => client.publishAsync(topic, payload)));
  }
  await client.publishAsync(topic, 'end', { qos: 1 });
  return messages / ((performance.now() - begun) / 1000);
}

async function openWays(direct: string): Promise<Record<Way, string> & AsyncDisposable> {
  const proxies = new AsyncDisposableStack();
  const copied = proxies.use(await openBareProxy(direct)).url;
  const tapped = proxies.use(await openTap(direct)).url;
  return { direct, copied, tapped, [Symbol.asyncDispose]: () => proxies.disposeAsync() };
}

async function connect({ url, options }: Target, clients: AsyncDisposableStack): Promise<MqttClient> {
  const client = await mqtt.connectAsync(url, {
    ...options,
    ...addressOptions(url),
    reconnectPeriod: 0,
  });
  client.on('error', () => {});
  clients.defer(() => client.endAsync());
  return client;
}

const medians = (samples: Record<Way, number[]>): Record<Way, number> => ({
  direct: median(samples.direct),
  copied: median(samples.copied),
  tapped: median(samples.tapped),
});

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? 0) + (sorted[Math.ceil(middle) - 1] ?? 0)) / 2;
}
