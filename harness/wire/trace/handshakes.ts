import { isError } from '../../protocol/codes.ts';
import type { Direction, PacketEntry, PacketType } from '../../protocol/packet.ts';

/** One delivery at QoS 1 or 2 between a client and the broker, over one or more connections. */
export interface Handshake {
  readonly client: string;
  /** The direction of the message: `to-broker` if the client published it. */
  readonly direction: Direction;
  readonly packetId: number;
  /** The QoS of the PUBLISH; undefined if the trace has only answers. */
  readonly qos: number | undefined;
  readonly topic: string | undefined;
  /** All its packets in order, lost ones included. */
  readonly packets: readonly PacketEntry[];
  /** Types of its packets, e.g. `['PUBLISH', 'PUBREC', 'PUBREL', 'PUBCOMP']`. */
  readonly types: readonly PacketType[];
  /** DUP flag of each PUBLISH, the first one included [MQTT-3.3.1-1]. */
  readonly dup: readonly boolean[];
  /** The connections it went over, in order. */
  readonly connections: readonly number[];
  /** Whether its last packet passed: PUBACK, PUBCOMP, or a PUBREC that refuses. A held packet does not count. */
  readonly finished: boolean;
}

/** Packets that go in the opposite direction of the message; PUBREL goes in the same direction. */
const answers: readonly PacketType[] = ['PUBACK', 'PUBREC', 'PUBCOMP'];

interface Delivery {
  readonly direction: Direction;
  readonly first: PacketEntry;
  readonly packets: PacketEntry[];
}

/** Groups PUBLISH, PUBACK, PUBREC, PUBREL and PUBCOMP into deliveries, by client, direction and packet identifier. */
export function handshakes(packets: Iterable<PacketEntry>): Handshake[] {
  const all: Delivery[] = [];
  const latest = new Map<string, Delivery>();
  for (const packet of packets) {
    const direction = messageDirection(packet);
    const { messageId } = packet.fields;
    if (direction === undefined || messageId === undefined) continue;
    const key = `${direction} ${messageId} ${packet.client}`;
    const known = latest.get(key);
    if (known !== undefined && continues(known.packets, packet)) {
      known.packets.push(packet);
    } else {
      const begun = { direction, first: packet, packets: [packet] };
      latest.set(key, begun);
      all.push(begun);
    }
  }
  return all.map(asHandshake);
}

function messageDirection({ type, direction, fields }: PacketEntry): Direction | undefined {
  if (type === 'PUBLISH') return fields.qos === 0 ? undefined : direction;
  if (type === 'PUBREL') return direction;
  if (!answers.includes(type)) return undefined;
  return direction === 'to-broker' ? 'to-client' : 'to-broker';
}

/**
 * A PUBLISH belongs to the delivery before it if it is the same message sent again: with DUP, or on another connection, because
 * some libraries leave DUP out. The packet identifier alone is not enough: identifiers are used again.
 */
function continues(known: readonly PacketEntry[], packet: PacketEntry): boolean {
  if (packet.type !== 'PUBLISH') return true;
  if (isFinished(known)) return false;
  const before = known.findLast(({ type }) => type === 'PUBLISH');
  if (before === undefined) return false;
  const again = packet.fields.dup === true || packet.connection !== before.connection;
  return again && sameMessage(before, packet);
}

function sameMessage({ fields: a }: PacketEntry, { fields: b }: PacketEntry): boolean {
  return (
    (a.topic || a.aliasedTopic) === (b.topic || b.aliasedTopic) &&
    a.qos === b.qos &&
    a.payloadLength === b.payloadLength &&
    sameBytes(a.payload, b.payload)
  );
}

/** Not by `Buffer`: a browser asks, too. */
const sameBytes = (a: Uint8Array = none, b: Uint8Array = none): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);
const none = new Uint8Array();

function isFinished(packets: readonly PacketEntry[]): boolean {
  return packets.some(({ type, fate, fields: { reasonCode = 0 } }) => {
    if (fate === 'lost' || fate === 'held') return false;
    // A PUBREC with an error is not followed by PUBREL [MQTT-4.3.3-4].
    return type === 'PUBACK' || type === 'PUBCOMP' || (type === 'PUBREC' && isError(reasonCode));
  });
}

function asHandshake({ direction, first, packets }: Delivery): Handshake {
  const publishes = packets.filter(({ type }) => type === 'PUBLISH');
  const message = publishes[0]?.fields;
  return {
    client: first.client,
    direction,
    packetId: first.fields.messageId ?? 0,
    qos: message?.qos,
    topic: message && (message.topic || message.aliasedTopic),
    packets,
    types: packets.map(({ type }) => type),
    dup: publishes.map(({ fields }) => fields.dup === true),
    connections: [...new Set(packets.map(({ connection }) => connection))],
    finished: isFinished(packets),
  };
}
