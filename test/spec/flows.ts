import type { Peer } from '../../harness/claims/peer.ts';
import { DeadlineError } from '../../harness/deadline.ts';
import { newFence } from '../../harness/lab/fence.ts';
import type { ReceivedPacket } from '../../harness/wire/raw-client-inbox.ts';
import { AFTER_FENCE_MS } from './gather.ts';
import type { QoS } from './retained.ts';

/** A packet that the broker sends in the flow of a message to a subscriber. */
export interface FlowPacket {
  /** PUBLISH or PUBREL; whatever else came. */
  readonly type: string;
  readonly messageId: number | undefined;
  /** Of PUBLISH. */
  readonly payload?: string;
  readonly qos?: number;
  readonly dup?: boolean;
}

/** What a packet of a flow says. */
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
 * What comes to `peer`, packet by packet, each answered, until the flow of a fence from `publisher` is over. The topic must
 * be one that `peer` subscribes to.
 * @param atLeast how many packets have to come: they are awaited where the fence was faster
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

async function answerUntil(peer: Peer, fence: string, atLeast: number): Promise<FlowPacket[]> {
  const packets: FlowPacket[] = [];
  let fenceId: number | undefined;
  let over = false;
  while (!over || packets.length < atLeast) {
    const received = await next(peer, over);
    if (received === undefined) break;
    await respond(peer, received);
    const packet = flowPacket(received);
    if (packet.payload === fence) {
      fenceId = packet.messageId;
      over = packet.qos !== 2;
    } else if (packet.type === 'PUBREL' && packet.messageId === fenceId) over = true;
    else packets.push(packet);
  }
  return packets;
}

async function next({ client }: Peer, over: boolean): Promise<ReceivedPacket | undefined> {
  try {
    return await client.receive(undefined, over ? { deadline: AFTER_FENCE_MS } : {});
  } catch (error) {
    if (over && error instanceof DeadlineError) return undefined;
    throw error;
  }
}
