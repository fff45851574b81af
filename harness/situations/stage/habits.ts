import type { IConnackPacket, IConnectPacket, IPublishPacket } from 'mqtt-packet';
import type { Delivery } from './delivery.ts';

/** How the stage's broker answers a CONNECT. */
export interface Answer {
  /** Return code (3.1.1) or reason code (5); 0 if left out. */
  readonly code?: number;
  /** MQTT 5. */
  readonly properties?: IConnackPacket['properties'];
  /** Whatever it remembers. */
  readonly sessionPresent?: boolean;
  /** Messages that come right behind CONNACK, as those that waited. */
  readonly waiting?: readonly Delivery[];
}

/** What a situation can have the stage's broker do otherwise. Left alone, it does what a broker should. */
export interface Habits {
  /** The answer to the n-th CONNECT, from 1; undefined: none. */
  connack: (attempt: number, connect: IConnectPacket) => Answer | undefined;
  /** What SUBACK says to a filter. */
  suback: (filter: string, qos: number) => number;
  /** Whether it answers PUBLISH on the n-th connection, from 1. */
  answers: (attempt: number) => boolean;
  /** Whether PUBREL and PUBCOMP have a reason code and properties also where they could be left out. */
  isVerbose: boolean;
  /** How much later PUBACK and PUBREC are sent, in ms. */
  slowness: number;
  /** Reason code of PUBREC. */
  pubrec: (publish: IPublishPacket) => number;
}

export const usualHabits = (): Habits => ({
  // Without it, no client may use a topic alias.
  connack: (_, { protocolVersion }) =>
    protocolVersion === 5 ? { properties: { topicAliasMaximum: 10 } } : {},
  suback: (_, qos) => qos,
  answers: () => true,
  isVerbose: false,
  slowness: 0,
  pubrec: () => 0,
});
