import { codes } from '../../protocol/codes.ts';
import type { PacketEntry } from '../../protocol/packet.ts';
import type { Capabilities } from '../broker.ts';

/** A part of MQTT that a broker may leave out if its CONNACK says so [MQTT 5, 3.2.2.3]. */
export type Need = 'qos1' | 'qos2' | 'retain' | 'wildcard' | 'shared' | 'subscription-ids';

interface Part {
  /** Whether CONNACK said that the broker leaves it out. */
  readonly isDenied: (capabilities: Capabilities) => boolean;
  /** How CONNACK says it. */
  readonly announced: string;
  /** The reason code with which the broker refuses a packet that asks for it. */
  readonly code: number;
  /** Whether a client's packet asks for it. A SUBSCRIBE at any QoS is allowed everywhere: less may be granted. */
  readonly isUsedBy: (packet: PacketEntry) => boolean;
  /** The capabilities of a broker without it. */
  readonly leftOut: Partial<Capabilities>;
}

const filters = ({ fields }: PacketEntry): readonly string[] =>
  fields.subscriptions?.map(({ filter }) => filter) ?? [];
/** Whether a message or a will has one of these QoS levels. Level 3 is malformed and needs nothing. */
const isPublishedAt = ({ fields: { qos, will } }: PacketEntry, ...levels: readonly number[]): boolean =>
  levels.some((level) => qos === level || will?.qos === level);

/** What each need is on the wire. */
export const needs: Readonly<Record<Need, Part>> = {
  qos1: {
    isDenied: ({ maximumQoS }) => maximumQoS < 1,
    announced: 'Maximum QoS 0',
    code: codes.qosNotSupported,
    isUsedBy: (packet) => isPublishedAt(packet, 1, 2),
    leftOut: { maximumQoS: 0 },
  },
  qos2: {
    isDenied: ({ maximumQoS }) => maximumQoS < 2,
    announced: 'Maximum QoS below 2',
    code: codes.qosNotSupported,
    isUsedBy: (packet) => isPublishedAt(packet, 2),
    leftOut: { maximumQoS: 1 },
  },
  retain: {
    isDenied: ({ retainAvailable }) => !retainAvailable,
    announced: 'Retain Available 0',
    code: 0x9a,
    isUsedBy: ({ fields: { retain, will } }) => retain === true || will?.retain === true,
    leftOut: { retainAvailable: false },
  },
  wildcard: {
    isDenied: ({ wildcardSubscriptionAvailable }) => !wildcardSubscriptionAvailable,
    announced: 'Wildcard Subscription Available 0',
    code: 0xa2,
    isUsedBy: (packet) => filters(packet).some((filter) => /[+#]/.test(filter)),
    leftOut: { wildcardSubscriptionAvailable: false },
  },
  shared: {
    isDenied: ({ sharedSubscriptionAvailable }) => !sharedSubscriptionAvailable,
    announced: 'Shared Subscription Available 0',
    code: 0x9e,
    isUsedBy: (packet) => filters(packet).some((filter) => filter.startsWith('$share/')),
    leftOut: { sharedSubscriptionAvailable: false },
  },
  'subscription-ids': {
    isDenied: ({ subscriptionIdentifiersAvailable }) => !subscriptionIdentifiersAvailable,
    announced: 'Subscription Identifiers Available 0',
    code: 0xa1,
    isUsedBy: ({ type, fields: { properties } }) =>
      type === 'SUBSCRIBE' && properties?.subscriptionIdentifier !== undefined,
    leftOut: { subscriptionIdentifiersAvailable: false },
  },
};

export const needNames = Object.keys(needs) as Need[];
