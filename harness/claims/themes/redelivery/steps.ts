import type { QoS } from 'mqtt-packet';
import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';
import { needQos, subscribeAt } from '../../steps/at-qos.ts';
import { type FlowPacket, flowPacket } from '../../steps/flows.ts';
import { connectKept } from '../../steps/kept-session.ts';

export interface Publication {
  readonly payload: string;
  readonly qos: QoS;
}

/** A subscriber that keeps its session, with messages that it has not acknowledged. */
export interface Unanswered {
  readonly topic: string;
  readonly publisher: Peer;
  readonly slow: Peer;
  /** The received packets, one for each message. */
  readonly packets: readonly FlowPacket[];
}

/** A subscriber that keeps its session, and a publisher for it. */
export async function slowSubscriber(bench: Bench, qos: QoS): Promise<Omit<Unanswered, 'packets'>> {
  needQos(bench, qos);
  const topic = bench.topic('a');
  const slow = await connectKept(bench, 'slow');
  await subscribeAt(slow, topic, qos);
  return { topic, slow, publisher: await bench.connect('publisher') };
}

/** Publishes the messages one after the other. The subscriber receives all of them and acknowledges none. */
export async function leaveUnanswered(bench: Bench, messages: readonly Publication[]): Promise<Unanswered> {
  const highest = Math.max(...messages.map(({ qos }) => qos)) as QoS;
  const { topic, slow, publisher } = await slowSubscriber(bench, highest);
  const packets: FlowPacket[] = [];
  for (const { payload, qos } of messages) await publisher.publish(topic, payload, { qos });
  for (const _ of messages) packets.push(flowPacket(await slow.client.receive('PUBLISH')));
  return { topic, slow, publisher, packets };
}

/**
 * Reconnects the subscriber, and returns after an answer that follows CONNACK: aedes resends open messages after CONNACK, and
 * sends messages twice that are published meanwhile.
 */
export async function comesBack(bench: Bench): Promise<Peer> {
  const slow = await connectKept(bench, 'slow');
  await bench.settled(slow);
  return slow;
}

/** Answers PUBLISH packets with PUBREC, and returns after the PUBREL of each. */
export async function receiveAll({ client }: Peer, packets: readonly FlowPacket[]): Promise<void> {
  for (const { messageId = 0 } of packets) {
    await client.send({ cmd: 'pubrec', messageId });
    await client.receive('PUBREL');
  }
}
