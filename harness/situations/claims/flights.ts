import type { PacketEntry } from '../../protocol/packet.ts';
import { type Connection, hasPassed, hasSession, isFromClient, isSameMessage, refuses } from './reading.ts';

/** A message of the client at QoS 1 or 2, and the state of its acknowledgement. */
export interface Flight {
  readonly id: number;
  readonly publish: PacketEntry;
  /** Answers that reached the client. */
  readonly received: ReadonlySet<'PUBACK' | 'PUBREC' | 'PUBCOMP'>;
  /** Whether the client has sent PUBREL. */
  readonly isReleased: boolean;
  /** Refused by a reason code, which also acknowledges it. */
  readonly isRefused: boolean;
}

interface Growing extends Flight {
  readonly received: Set<'PUBACK' | 'PUBREC' | 'PUBCOMP'>;
  isReleased: boolean;
  isRefused: boolean;
}

/** A packet that the client sent again. */
export interface Resent {
  readonly packet: PacketEntry;
  readonly flight: Flight;
  /** On the same connection as before. */
  readonly isWhileConnected: boolean;
}

/** A connection, and the messages in flight at its beginning. */
export interface Resumption {
  readonly connection: Connection;
  /** Messages that the client must continue, because it has not received their last answer. */
  readonly due: readonly Flight[];
}

/** The client's own messages over all its connections. */
export interface Flights {
  readonly resent: readonly Resent[];
  /** Connections that resumed a session. */
  readonly resumed: readonly Resumption[];
  /** New packets with an identifier that a message in flight already has. */
  readonly clashes: readonly PacketEntry[];
  /** New messages at QoS 1 or 2. */
  readonly fresh: readonly PacketEntry[];
}

const isSettled = ({ received, isRefused }: Flight): boolean =>
  isRefused || received.has('PUBACK') || received.has('PUBCOMP');

/** Follows a client's messages. A connection without a session ends all messages in flight. */
export function flightsOf(connections: readonly Connection[]): Flights {
  const open = new Map<number, Growing>();
  const resent: Resent[] = [];
  const resumed: Resumption[] = [];
  const clashes: PacketEntry[] = [];
  const fresh: PacketEntry[] = [];
  for (const [at, connection] of connections.entries()) {
    const { connack } = connection;
    if (at > 0 && connack !== undefined) {
      if (hasSession(connection)) resumed.push({ connection, due: dueOf(open) });
      else open.clear();
    }
    for (const packet of connection.packets) {
      const id = packet.fields.messageId ?? 0;
      const flight = open.get(id);
      if (!isFromClient(packet)) {
        if (flight !== undefined && hasPassed(packet)) acknowledge(flight, packet);
        continue;
      }
      if (packet.type === 'PUBREL' && flight !== undefined) {
        if (flight.isReleased) resent.push(sentAgain(packet, flight, connection));
        flight.isReleased = true;
      }
      if (packet.type !== 'PUBLISH' || packet.fields.qos === 0) continue;
      if (flight !== undefined && isSameMessage(flight.publish, packet) && !isSettled(flight)) {
        resent.push(sentAgain(packet, { ...flight }, connection));
        continue;
      }
      if (flight !== undefined && !isSettled(flight)) clashes.push(packet);
      fresh.push(packet);
      open.set(id, { id, publish: packet, received: new Set(), isReleased: false, isRefused: false });
    }
  }
  return { resent, resumed, clashes, fresh };
}

function acknowledge(flight: Growing, packet: PacketEntry): void {
  const { type } = packet;
  if (type !== 'PUBACK' && type !== 'PUBREC' && type !== 'PUBCOMP') return;
  flight.received.add(type);
  if (refuses(packet)) flight.isRefused = true;
}

/** Whether a packet was sent before on the same connection. */
const sentAgain = (packet: PacketEntry, flight: Flight, { packets }: Connection): Resent => ({
  packet,
  flight,
  isWhileConnected: packets.some(
    (one) =>
      one !== packet &&
      one.at <= packet.at &&
      one.type === packet.type &&
      isFromClient(one) &&
      one.fields.messageId === packet.fields.messageId,
  ),
});

/** An answer just before the end of a connection may not have been read; such a message is not judged. */
const dueOf = (open: ReadonlyMap<number, Growing>): Flight[] =>
  [...open.values()]
    .filter((flight) => !isSettled(flight) && (flight.isReleased || flight.received.size === 0))
    .map((flight) => ({ ...flight, received: new Set(flight.received) }));
