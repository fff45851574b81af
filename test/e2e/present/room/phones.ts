import { randomBytes } from 'node:crypto';
import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';
import { generate, type Packet } from 'mqtt-packet';
import type { Room } from '../../../../harness/talk/present/room/room.ts';
import {
  GONE,
  type PhoneTopics,
  type RoomTopics,
  topicsOf,
} from '../../../../harness/talk/present/room/topics.ts';
import { openRawClient, type RawClient } from '../../../../harness/wire/client/raw-client.ts';
import type { Clean } from '../talk.ts';

/** A talk or server with a room. */
interface WithPhones {
  readonly phones: Room['address'];
}

/** The addresses and topics of the room. */
export function roomOf({ phones }: WithPhones) {
  if (phones === undefined) throw new Error('this talk has no room');
  const { href, host, pathname } = new URL(phones.url);
  const session = pathname.split('/')[2] ?? '';
  return { page: href, socket: `ws://${host}${pathname}mqtt`, session, topics: topicsOf(session) };
}

export interface Phone {
  readonly id: string;
  readonly client: MqttClient;
  readonly own: PhoneTopics;
  readonly topics: RoomTopics;
  /** Topics whose first message was a retained one. */
  readonly kept: ReadonlySet<string>;
  /** Waits for a message on this topic that passes the test, and returns its payload, parsed as JSON. */
  heard(topic: string, isWanted: (told: unknown) => boolean): Promise<unknown>;
}

/** A phone that connects like the page. */
export async function phoneIn(
  talk: WithPhones,
  { onTestFinished }: Clean,
  options: IClientOptions = {},
): Promise<Phone> {
  const { socket, topics } = roomOf(talk);
  const id = randomBytes(8).toString('hex');
  const own = topics.phone(id);
  const last = new Map<string, string>();
  const client = await mqtt.connectAsync(socket, {
    clientId: id,
    protocolVersion: 4,
    keepalive: 15,
    reconnectPeriod: 0,
    will: { topic: own.gone, payload: Buffer.from(GONE), qos: 0, retain: false },
    ...options,
  });
  client.on('error', () => {});
  const kept = new Set<string>();
  client.on('message', (topic, payload, { retain }) => {
    if (retain && !last.has(topic)) kept.add(topic);
    last.set(topic, payload.toString());
  });
  onTestFinished(() => void client.end(true));
  await client.subscribeAsync([topics.tally, topics.question, topics.state]);
  const heard: Phone['heard'] = (topic, isWanted) =>
    new Promise((resolve) => {
      const look = () => {
        const text = last.get(topic);
        const told: unknown = text === undefined ? undefined : JSON.parse(text);
        if (told === undefined || !isWanted(told)) return;
        client.off('message', look);
        resolve(told);
      };
      client.on('message', look);
      look();
    });
  return { id, client, own, topics, kept, heard };
}

/** The CONNECT of the phone page. */
export const connectOf = (id: string, { gone }: PhoneTopics) =>
  ({
    cmd: 'connect',
    protocolId: 'MQTT',
    protocolVersion: 4,
    clean: true,
    clientId: id,
    keepalive: 15,
    will: { topic: gone, payload: Buffer.from(GONE), qos: 0, retain: false },
  }) as const satisfies Packet;

/** A connection that can send anything. It connects like the page, unless the test sends its own CONNECT. */
export async function strangerIn(talk: WithPhones, { onTestFinished }: Clean): Promise<Stranger> {
  const { socket, topics } = roomOf(talk);
  const id = randomBytes(8).toString('hex');
  const raw = await openRawClient(socket);
  onTestFinished(() => raw[Symbol.asyncDispose]());
  const own = topics.phone(id);
  return { raw, own, connect: generate(connectOf(id, own)), topics };
}

export interface Stranger {
  readonly raw: RawClient;
  readonly own: PhoneTopics;
  readonly connect: Buffer;
  readonly topics: RoomTopics;
}
