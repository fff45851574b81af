import type { QoS } from 'mqtt-packet';
import { DeadlineError } from '../../base/deadline.ts';
import { ownTimeSignal } from '../../base/own-time.ts';
import { newFence } from '../../lab/fences/fence.ts';
import type { ReceivedPacket } from '../../wire/client/inbox.ts';
import type { Peer } from '../peer.ts';
import { AFTER_FENCE_MS } from './gather.ts';

/** A packet that the broker sends in the flow of a message to a subscriber. */
export interface FlowPacket {
  /** PUBLISH or PUBREL, or an unexpected packet type. */
  readonly type: string;
  readonly messageId: number | undefined;
  /** The payload of PUBLISH. */
  readonly payload?: string;
  readonly qos?: number;
  readonly dup?: boolean;
}

/** The fields of a packet in a flow. */
export const flowPacket = ({ type, fields }: ReceivedPacket): FlowPacket =>
  type === 'PUBLISH'
    ? {
        type,
        messageId: fields.messageId,
        payload: Buffer.from(fields.payload ?? []).toString(),
        qos: fields.qos ?? 0,
        dup: fields.dup ?? false,
      }
    : { type, messageId: fields.messageId };

/** Sends the next packet of the receiver's side of a flow. */
export async function respond(
  { client }: Peer,
  { type, fields }: Pick<ReceivedPacket, 'type' | 'fields'>,
): Promise<void> {
  const { messageId = 0, qos } = fields;
  if (type === 'PUBREL') await client.send({ cmd: 'pubcomp', messageId });
  else if (type === 'PUBLISH' && qos === 1) await client.send({ cmd: 'puback', messageId });
  else if (type === 'PUBLISH' && qos === 2) await client.send({ cmd: 'pubrec', messageId });
}

/**
 * The packets that `peer` receives until the flow of a fence from `publisher` is over; it answers each of them. `peer` must
 * subscribe to the topic.
 * @param atLeast how many packets must come: if the fence overtakes some of them, they are awaited
 */
export async function flows(
  peer: Peer,
  publisher: Peer,
  topic: string,
  qos: QoS,
  atLeast = 0,
): Promise<FlowPacket[]> {
  const fence = newFence();
  const [packets] = await Promise.all([
    answerUntil(peer, fence, atLeast),
    publisher.publish(topic, fence, { qos }),
  ]);
  return packets;
}

/**
 * Continues the flow of the fence only when no other packet must come. Two flows at the same time would make the result
 * ambiguous.
 */
async function answerUntil(peer: Peer, fence: string, atLeast: number): Promise<FlowPacket[]> {
  const packets: FlowPacket[] = [];
  let fenced: ReceivedPacket | undefined;
  let over: AbortSignal | undefined;
  while (fenced === undefined || (packets.length < atLeast && !over?.aborted)) {
    const received = await next(peer, over && AFTER_FENCE_MS);
    if (received === undefined) continue;
    const packet = flowPacket(received);
    if (packet.payload === fence) {
      // It is not answered yet: a broker may send it again, and that gives the rest no more time.
      over ??= ownTimeSignal(AFTER_FENCE_MS);
      fenced = received;
      continue;
    }
    await respond(peer, received);
    packets.push(packet);
  }
  return [...packets, ...(await concluded(peer, fenced, fence))];
}

/** Ends the flow of the fence; returns the other packets that came before its end, without copies of the fence. */
async function concluded(peer: Peer, fenced: ReceivedPacket, fence: string): Promise<FlowPacket[]> {
  await respond(peer, fenced);
  const packets: FlowPacket[] = [];
  if (fenced.fields.qos !== 2) return packets;
  for (;;) {
    const received = await peer.client.receive();
    await respond(peer, received);
    const packet = flowPacket(received);
    if (packet.type === 'PUBREL' && packet.messageId === fenced.fields.messageId) return packets;
    if (packet.payload !== fence) packets.push(packet);
  }
}

/** The next packet; undefined if none comes in this many milliseconds. Without a number, it must come. */
async function next({ client }: Peer, deadline: number | undefined): Promise<ReceivedPacket | undefined> {
  try {
    return await client.receive(undefined, deadline === undefined ? {} : { deadline });
  } catch (error) {
    if (deadline !== undefined && error instanceof DeadlineError) return undefined;
    throw error;
  }
}
