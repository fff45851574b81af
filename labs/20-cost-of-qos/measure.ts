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
  /** The median of its rounds, so that one pause of the machine does not count. */
  readonly perSecond: number;
  /** From publish() to the subscriber's 'message' event, in ms. */
  readonly median: number;
  readonly p99: number;
}

/** Fewer messages have no 99th percentile. */
const HAS_P99 = 100;
/** Messages that are on their way at a time. A broker of MQTT 5 may name a limit for those of QoS 1 and 2: Receive Maximum. */
const AT_A_TIME = 10;
/** Messages of a round. The first round of each QoS does not count: Node compiles the code that handles it. */
export const ROUND = 50;

const arriving = { en: 'the measured messages', ja: '計測中のメッセージ' };

/**
 * Measures every QoS and payload size on the broker itself, without the tap. A round of each, and again: so a busy moment of this
 * machine is in all rows, and not in one.
 */
export async function measure(lab: Lab, { sizes, messages, longest }: Settings): Promise<Figures[]> {
  const [publisher, subscriber] = [await open(lab, 'clocked'), await open(lab, 'clock')];
  try {
    const burst = Math.min(ROUND, messages);
    const wire: Wire = { lab, publisher, subscriber };
    const rows: Row[] = [];
    for (const qos of levels.filter((qos) => qos <= lab.broker.capabilities.maximumQoS)) {
      const topic = lab.topic(`clock/${qos}`);
      await subscriber.subscribeAsync(topic, { qos });
      await round(wire, { topic, qos, payload: Buffer.alloc(1) }, burst, AT_A_TIME);
      for (const size of sizes) {
        rows.push({ message: { topic, qos, payload: Buffer.alloc(size, 'x') }, latencies: [], rates: [] });
      }
    }
    const begin = performance.now();
    for (let sent = 0; sent < messages && performance.now() - begin < longest; sent += burst) {
      for (const row of rows) await measureRound(wire, row, burst);
    }
    return rows.map(figuresOf);
  } finally {
    await Promise.all([publisher.endAsync(true), subscriber.endAsync(true)]);
  }
}

interface Wire {
  readonly lab: Pick<Lab, 'patience'>;
  readonly publisher: MqttClient;
  readonly subscriber: MqttClient;
}

interface Message {
  readonly topic: string;
  readonly qos: QoS;
  readonly payload: Buffer;
}

/** One QoS and payload size, and what was measured of it so far. */
interface Row {
  readonly message: Message;
  readonly latencies: number[];
  /** Messages a second, of each round. */
  readonly rates: number[];
}

async function measureRound(wire: Wire, { message, latencies, rates }: Row, burst: number): Promise<void> {
  latencies.push(...(await round(wire, message, burst, 1)));
  const began = performance.now();
  await round(wire, message, burst, AT_A_TIME);
  rates.push((burst / (performance.now() - began)) * 1_000);
}

const figuresOf = ({ message, latencies, rates }: Row): Figures => ({
  qos: message.qos,
  size: message.payload.length,
  perSecond: percentile(rates, 0.5),
  median: percentile(latencies, 0.5),
  p99: latencies.length < HAS_P99 ? Number.NaN : percentile(latencies, 0.99),
});

/**
 * Sends `count` messages, `atATime` of them on their way, and waits until the last one has arrived and is acknowledged.
 * @returns how long each was on its way, in ms
 */
async function round(
  { lab, publisher, subscriber }: Wire,
  { topic, qos, payload }: Message,
  count: number,
  atATime: number,
): Promise<number[]> {
  const began: number[] = [];
  const latencies: number[] = [];
  const acknowledged: Promise<unknown>[] = [];
  const { promise: allArrived, resolve } = Promise.withResolvers<void>();
  const send = () => {
    began.push(performance.now());
    const acknowledging = publisher.publishAsync(topic, payload, { qos });
    // One that is still open when the round ends without its messages fails with the end of the client.
    acknowledging.catch(() => {});
    acknowledged.push(acknowledging);
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
