import { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import mqtt, { type MqttClient } from 'mqtt';
import { percentile } from '../../harness/base/percentile.ts';
import type { Lab } from '../../harness/lab/index.ts';
import { levels, type QoS } from './counted.ts';
import type { Settings } from './settings.ts';

/** How one QoS and payload size came out, on this machine at this moment. */
export interface Figures {
  readonly qos: QoS;
  /** Of the payload, in bytes. */
  readonly size: number;
  readonly perSecond: number;
  /** From publish() to the subscriber's 'message' event, in ms. */
  readonly median: number;
  readonly p99: number;
}

/** Fewer messages have no 99th percentile. */
const HAS_P99 = 100;
/** Messages before the clock counts: until then, Node compiles the code that handles them. */
const WARMING_UP = 50;
/** Messages that are on their way at a time. A broker of MQTT 5 may name a limit for those of QoS 1 and 2: Receive Maximum. */
const AT_A_TIME = 10;
/** Messages of a round. After each round, the time is looked at. */
const ROUND = 50;

const arriving = { en: 'the measured messages', ja: '計測中のメッセージ' };

/** Measures every QoS and payload size on the broker itself, without the tap. */
export async function measure(lab: Lab, { sizes, messages, longest }: Settings): Promise<Figures[]> {
  const [publisher, subscriber] = [await open(lab, 'clocked'), await open(lab, 'clock')];
  try {
    const topic = lab.topic('clock');
    const wire: Wire = { lab, publisher, subscriber, topic };
    const figures: Figures[] = [];
    for (const qos of levels.filter((qos) => qos <= lab.broker.capabilities.maximumQoS)) {
      await subscriber.subscribeAsync(topic, { qos });
      await round(wire, { qos, payload: Buffer.alloc(1) }, WARMING_UP, AT_A_TIME);
      for (const size of sizes) {
        const message = { qos, payload: Buffer.alloc(size, 'x') };
        figures.push(await clocked(wire, message, { messages, longest }));
      }
    }
    return figures;
  } finally {
    await Promise.all([publisher.endAsync(true), subscriber.endAsync(true)]);
  }
}

interface Wire {
  readonly lab: Pick<Lab, 'patience'>;
  readonly publisher: MqttClient;
  readonly subscriber: MqttClient;
  readonly topic: string;
}

interface Message {
  readonly qos: QoS;
  readonly payload: Buffer;
}

async function clocked(
  wire: Wire,
  message: Message,
  { messages, longest }: Omit<Settings, 'sizes'>,
): Promise<Figures> {
  const latencies: number[] = [];
  const begin = performance.now();
  while (latencies.length < messages && performance.now() - begin < longest / 2) {
    latencies.push(...(await round(wire, message, Math.min(ROUND, messages - latencies.length), 1)));
  }
  const since = performance.now();
  let sent = 0;
  while (sent < messages && performance.now() - since < longest / 2) {
    sent += (await round(wire, message, Math.min(ROUND, messages - sent), AT_A_TIME)).length;
  }
  return {
    qos: message.qos,
    size: message.payload.length,
    perSecond: (sent / (performance.now() - since)) * 1_000,
    median: percentile(latencies, 0.5),
    p99: latencies.length < HAS_P99 ? Number.NaN : percentile(latencies, 0.99),
  };
}

/**
 * Sends `count` messages, `atATime` of them on their way, and waits until the last one has arrived and is acknowledged.
 * @returns how long each was on its way, in ms
 */
async function round(
  { lab, publisher, subscriber, topic }: Wire,
  { qos, payload }: Message,
  count: number,
  atATime: number,
): Promise<number[]> {
  const began: number[] = [];
  const latencies: number[] = [];
  const acknowledged: Promise<unknown>[] = [];
  const { promise: allArrived, resolve } = Promise.withResolvers<void>();
  const send = () => {
    began.push(performance.now());
    acknowledged.push(publisher.publishAsync(topic, payload, { qos }));
  };
  const onMessage = () => {
    // Messages of one publisher on one topic arrive in order [MQTT-4.6.0-6].
    latencies.push(performance.now() - (began[latencies.length] ?? Number.NaN));
    lab.patience.moved();
    if (began.length < count) send();
    if (latencies.length === count) resolve();
  };
  subscriber.on('message', onMessage);
  try {
    while (began.length < Math.min(atATime, count)) send();
    const done = allArrived.then(() => Promise.all(acknowledged));
    await lab.patience.until(done, arriving);
    return latencies;
  } finally {
    subscriber.off('message', onMessage);
  }
}

/** Connects to the broker itself. Nothing that these clients do is in the trace. */
async function open(lab: Lab, name: string): Promise<MqttClient> {
  const { endpoints, credentials } = lab.broker;
  const scheme = (['mqtt', 'mqtts', 'ws', 'wss'] as const).find((one) => endpoints[one] !== undefined);
  const client = mqtt.connect(lab.endpoint(scheme ?? 'mqtt'), {
    clientId: lab.clientId(name),
    protocolVersion: lab.protocolVersion,
    reconnectPeriod: 0,
    ...credentials,
  });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  client.on('error', reject);
  client.on('connect', () => resolve());
  try {
    await lab.patience.until(promise, { en: `CONNACK for ${name}`, ja: `${name} への CONNACK` });
  } catch (error) {
    client.end(true);
    throw error;
  }
  // Else, a small packet may wait for the acknowledgement of the one before it, and up to 40 ms of TCP would be measured.
  if (client.stream instanceof Socket) client.stream.setNoDelay(true);
  return client;
}
