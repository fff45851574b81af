import type { IPublishPacket } from 'mqtt-packet';
import type { PacketFields } from '../../protocol/packet.ts';
import type { Message } from './script.ts';

/** The limits that a broker sets a client on a connection. */
export interface Limits {
  /** Messages at QoS 1 and 2 in flight. */
  readonly receiveMaximum: number;
  readonly maximumQoS: number;
  readonly retainAvailable: boolean;
  readonly topicAliasMaximum: number;
  /** Bytes. */
  readonly maximumPacketSize: number;
}

/** The limits without properties in CONNACK. */
export const unlimited: Limits = {
  receiveMaximum: 0xffff,
  maximumQoS: 2,
  retainAvailable: true,
  topicAliasMaximum: 0,
  maximumPacketSize: Number.POSITIVE_INFINITY,
};

/** The limits in CONNACK. */
export const limitsIn = (properties: PacketFields['properties'] = {}): Limits => {
  const number = (name: keyof Limits) => Number(properties[name] ?? unlimited[name]);
  return {
    receiveMaximum: number('receiveMaximum'),
    maximumQoS: number('maximumQoS'),
    retainAvailable: properties.retainAvailable !== false,
    topicAliasMaximum: number('topicAliasMaximum'),
    maximumPacketSize: number('maximumPacketSize'),
  };
};

/** A message reduced to what the broker accepts. */
export function withinLimits(message: Message, limits: Limits): IPublishPacket {
  const { topic, payload, qos, retain = false } = message;
  return {
    cmd: 'publish',
    topic,
    payload,
    qos: Math.min(qos, limits.maximumQoS) as 0 | 1 | 2,
    retain: retain && limits.retainAvailable,
    dup: false,
  };
}
