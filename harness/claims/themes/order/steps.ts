import type { QoS } from 'mqtt-packet';
import type { Peer } from '../../peer.ts';
import { publishPacket } from '../../steps/publish-packet.ts';

/** One of many messages. */
export interface Streamed {
  readonly topic: string;
  readonly payload: string;
  readonly qos: QoS;
}

/** How many messages are in flight at the same time, unless CONNACK allows fewer [MQTT-3.3.4-7]. */
const IN_FLIGHT = 10;

/** The payloads `1`, `2`, …, each after the given word. */
export const numbered = (count: number, word = ''): string[] =>
  Array.from({ length: count }, (_, index) => `${word}${index + 1}`);

/** Publishes in this order, several at a time, without waiting for the answers to earlier messages. */
export async function stream(peer: Peer, messages: readonly Streamed[]): Promise<void> {
  const receiveMaximum = Number(peer.connack.fields.properties?.receiveMaximum ?? IN_FLIGHT);
  const size = Math.min(IN_FLIGHT, receiveMaximum);
  for (let at = 0; at < messages.length; at += size)
    await publishTogether(peer, messages.slice(at, at + size));
}

async function publishTogether(peer: Peer, messages: readonly Streamed[]): Promise<void> {
  const { client } = peer;
  for (const { topic, payload, qos } of messages) {
    await client.send(publishPacket(topic, qos, qos === 0 ? 0 : peer.nextId(), payload));
  }
  const count = (level: QoS) => messages.filter(({ qos }) => qos === level).length;
  for (let left = count(1); left > 0; left--) await client.receive('PUBACK');
  for (let left = count(2); left > 0; left--) {
    const { messageId = 0 } = (await client.receive('PUBREC')).fields;
    await client.send({ cmd: 'pubrel', messageId });
  }
  for (let left = count(2); left > 0; left--) await client.receive('PUBCOMP');
}
