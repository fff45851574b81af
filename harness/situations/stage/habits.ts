import type { IConnackPacket, IConnectPacket, IPublishPacket } from 'mqtt-packet';
import type { Delivery } from './delivery.ts';

/** The answer of the stage's broker to a CONNECT. */
export interface Answer {
  /** Return code (3.1.1) or reason code (5); by default 0. */
  readonly code?: number;
  /** MQTT 5. */
  readonly properties?: IConnackPacket['properties'];
  /** Milliseconds until CONNACK is sent; other answers wait behind it. */
  readonly after?: number;
  /** By default, whether there is a session. */
  readonly sessionPresent?: boolean;
  /** Messages right after CONNACK, like those queued for the session. */
  readonly waiting?: readonly Delivery[];
}

/** How a situation changes the stage's broker. By default it follows the specification. */
export interface Habits {
  /** The answer to the n-th CONNECT, from 1; undefined: no answer. */
  connack: (attempt: number, connect: IConnectPacket) => Answer | undefined;
  /** The code in SUBACK for a filter. */
  suback: (filter: string, qos: number) => number;
  /** Whether it answers PUBLISH on the n-th connection, from 1. */
  answers: (attempt: number) => boolean;
  /** Whether PUBREL and PUBCOMP always have a reason code and properties. */
  isVerbose: boolean;
  /** Delay of PUBACK and PUBREC, in ms. */
  slowness: number;
  /** Reason code of PUBACK. */
  puback: (publish: IPublishPacket) => number;
  /** Reason code of PUBREC. */
  pubrec: (publish: IPublishPacket) => number;
}

export const usualHabits = (): Habits => ({
  // Without it, clients may not use topic aliases.
  connack: (_, { protocolVersion }) =>
    protocolVersion === 5 ? { properties: { topicAliasMaximum: 10 } } : {},
  suback: (_, qos) => qos,
  answers: () => true,
  isVerbose: false,
  slowness: 0,
  puback: () => 0,
  pubrec: () => 0,
});
