import { generate, type Packet } from 'mqtt-packet';
import type { ConnectionEntry, TraceEntry } from '../../../../harness/protocol/packet.ts';
import { connect } from '../stream/byte-streams.ts';
import { type Line, receive, tappedLine } from '../tap/fixtures.ts';

export const connack = generate({ cmd: 'connack', returnCode: 0, sessionPresent: false });
export const pingreq = generate({ cmd: 'pingreq' });
export const puback = (messageId: number): Buffer => generate({ cmd: 'puback', messageId });
export const pubrel = (messageId: number): Buffer => generate({ cmd: 'pubrel', messageId });

export function publish(topic: string, more: Partial<Extract<Packet, { cmd: 'publish' }>> = {}): Buffer {
  return generate({ cmd: 'publish', topic, payload: 'open', qos: 0, dup: false, retain: false, ...more });
}

/** A line on which `publisher` is connected. */
export async function connectedLine(options?: Parameters<typeof tappedLine>[0]) {
  const line = await tappedLine(options);
  line.client.write(connect('publisher'));
  await receive(line.broker, connect('publisher').length);
  line.broker.write(connack);
  await receive(line.client, connack.length);
  return line;
}

/** What arrives at the broker when the client sends this and then something that nothing is armed against. */
export async function passing({ client, broker }: Line, ...packets: Buffer[]): Promise<Buffer> {
  const fence = generate({ cmd: 'pubcomp', messageId: 99 });
  client.write(Buffer.concat([...packets, fence]));
  const all: Buffer[] = [];
  while (!Buffer.concat(all).subarray(-fence.length).equals(fence)) all.push(await receive(broker, 1));
  return Buffer.concat(all).subarray(0, -fence.length);
}

export const isEvent =
  (what: ConnectionEntry['what']) =>
  (found: TraceEntry): found is ConnectionEntry =>
    found.kind === 'connection' && found.what === what;
