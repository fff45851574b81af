/** Phones of a room, in a separate thread. Each votes and reacts as fast as a person taps. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import mqtt from 'mqtt';
import { reactions } from '../talk/present/room/reactions.ts';
import { GONE, topicsOf } from '../talk/present/room/topics.ts';

export interface PhonesOptions {
  /** The address of the phone page. */
  readonly page: string;
  readonly count: number;
}

/** The time between two taps of one phone, in ms. */
const TAP = 1_500;

async function phone({ page }: PhonesOptions): Promise<void> {
  const { host, pathname } = new URL(page);
  const topics = topicsOf(pathname.split('/')[2] ?? '');
  const id = randomBytes(8).toString('hex');
  const own = topics.phone(id);
  const client = mqtt.connect(`ws://${host}${pathname}mqtt`, {
    clientId: id,
    protocolVersion: 4,
    keepalive: 15,
    will: { topic: own.gone, payload: Buffer.from(GONE), qos: 0, retain: false },
    reconnectPeriod: 0,
  });
  client.on('error', () => {});
  await new Promise((resolve) => client.once('connect', resolve));
  await client.subscribeAsync([topics.question, topics.tally, topics.state]);
  const tap = () => {
    const isVote = Math.random() < 0.5;
    const { name } = reactions[Math.floor(Math.random() * reactions.length)] ?? { name: 'good' };
    client.publish(isVote ? own.vote : own.reaction, isVote ? String(Math.floor(Math.random() * 3)) : name);
  };
  setTimeout(() => setInterval(tap, TAP), Math.random() * TAP);
}

if (parentPort !== null) {
  const options: PhonesOptions = workerData;
  await Promise.all(Array.from({ length: options.count }, () => phone(options)));
  parentPort.postMessage('connected');
  await once(parentPort, 'message');
  process.exit();
}
