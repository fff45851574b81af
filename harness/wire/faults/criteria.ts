import type { Direction, PacketFields, PacketType } from '../../protocol/packet.ts';
import { topicMatches } from '../../protocol/topic.ts';

/** A packet that a fault may hit. */
export interface Candidate {
  readonly direction: Direction;
  readonly type: PacketType;
  /** Display name of the client; `clientId` is what it was made of. */
  readonly client: string;
  readonly clientId: string | undefined;
  readonly fields: PacketFields;
}

/** Which packets a fault waits for. */
export interface Criteria {
  readonly type: PacketType;
  readonly direction?: Direction;
  readonly client?: string;
  readonly topicFilter?: string;
  readonly qos?: number;
  /** The n-th matching packet, from 1, or every one. */
  readonly occurrence: number | 'every';
}

/** Packet types that name topics or topic filters. */
export const typesWithTopic: ReadonlySet<PacketType> = new Set(['PUBLISH', 'SUBSCRIBE', 'UNSUBSCRIBE']);
/** Packet types that carry a QoS. */
export const typesWithQoS: ReadonlySet<PacketType> = new Set(['PUBLISH', 'SUBSCRIBE']);

/** Whether a packet meets the criteria, apart from its occurrence. */
export function fits(criteria: Criteria, packet: Candidate): boolean {
  const { type, direction, client, topicFilter, qos } = criteria;
  return (
    packet.type === type &&
    (direction === undefined || packet.direction === direction) &&
    (client === undefined || packet.client === client || packet.clientId === client) &&
    (topicFilter === undefined || topicsOf(packet.fields).some((topic) => isOn(topicFilter, topic))) &&
    (qos === undefined || qosOf(packet.fields).includes(qos))
  );
}

/** A subscription to `office/#` is on `office/#`, although the name `office/#` does not match that filter. */
const isOn = (filter: string, topic: string): boolean => filter === topic || topicMatches(filter, topic);

function topicsOf({ topic, aliasedTopic, subscriptions, filters }: PacketFields): readonly string[] {
  if (topic !== undefined) return [aliasedTopic ?? topic];
  return subscriptions?.map(({ filter }) => filter) ?? filters ?? [];
}

function qosOf({ qos, subscriptions }: PacketFields): readonly number[] {
  return qos === undefined ? (subscriptions?.map((subscription) => subscription.qos) ?? []) : [qos];
}
