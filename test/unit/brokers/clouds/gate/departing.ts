import { generate, type IConnectPacket, type Packet } from 'mqtt-packet';
import { decode } from '../../../../../harness/protocol/decode.ts';
import { packetTypes } from '../../../../../harness/protocol/packet.ts';
import type { Departing } from '../../../../../harness/wire/gate/gate.ts';

/** A packet that a client sends, as a gate sees it. */
export function departing(packet: Packet, version = 5): Departing {
  const bytes = generate(packet, { protocolVersion: version });
  const type = packetTypes[((bytes[0] ?? 0) >> 4) - 1] ?? 'AUTH';
  return { connection: 1, type, size: bytes.length, fields: decode(bytes, bytes.length, version).fields };
}

export const connect = (more: Partial<IConnectPacket> = {}, version: 4 | 5 = 5): Departing =>
  departing(
    {
      cmd: 'connect',
      protocolId: 'MQTT',
      protocolVersion: version,
      clientId: 'c',
      clean: true,
      keepalive: 60,
      ...more,
    },
    version,
  );
export const publish = (more: object = {}, version = 5): Departing =>
  departing(
    {
      cmd: 'publish',
      topic: 'a/b',
      payload: 'x',
      qos: 0,
      dup: false,
      retain: false,
      messageId: 1,
      ...more,
    } as Packet,
    version,
  );
export const subscribe = (filters: readonly string[], more: object = {}, qos: 0 | 1 | 2 = 0): Departing =>
  departing({
    cmd: 'subscribe',
    messageId: 1,
    subscriptions: filters.map((topic) => ({ topic, qos })),
    ...more,
  } as Packet);
export const will = (more: object): Departing =>
  connect({ will: { topic: 'a/b', payload: Buffer.from('x'), qos: 0, retain: false, ...more } });
