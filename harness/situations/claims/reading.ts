import { isError } from '../../protocol/codes.ts';
import type { ConnectionEntry, ConnectionEvent, PacketEntry, PacketType } from '../../protocol/packet.ts';
import type { Played } from '../played.ts';

/** One connection of a client, as claims read it. */
export interface Connection {
  readonly number: number;
  /** Its packets in order, in both directions, including lost ones. */
  readonly packets: readonly PacketEntry[];
  readonly connect: PacketEntry | undefined;
  /** The CONNACK that reached the client. */
  readonly connack: PacketEntry | undefined;
  /** How it ended, and which side closed first. */
  readonly end: ConnectionEntry | undefined;
  readonly notMqtt: ConnectionEntry | undefined;
  /** Whether the client sent DISCONNECT by itself, before either side closed. Some clients say goodbye to a broker that closes. */
  readonly hasLeft: boolean;
  /**
   * Whether a missing answer on this connection is final: the client reacted to the half-close and had neither sent
   * DISCONNECT nor closed before.
   */
  readonly isFinal: boolean;
}

const ends: readonly ConnectionEvent[] = ['closed-by-client', 'closed-by-broker', 'cut', 'closed-by-tap'];

/** The connections of a client, in order. */
export function connectionsOf({ entries, attended }: Pick<Played, 'entries' | 'attended'>): Connection[] {
  const own = entries.filter((entry) => entry.kind !== 'dropped');
  const numbers = [...new Set(own.map(({ connection }) => connection))];
  return numbers.map((number) => {
    const mine = own.filter(({ connection }) => connection === number);
    const packets = mine.filter((entry) => entry.kind === 'packet');
    const events = mine.filter((entry) => entry.kind === 'connection');
    const end = events.find(({ what }) => ends.includes(what));
    const before = end === undefined ? mine : mine.slice(0, mine.indexOf(end));
    const hasLeft = before.some(isGoodbye);
    return {
      number,
      packets,
      connect: packets.find(({ type }) => type === 'CONNECT'),
      connack: packets.find((packet) => packet.type === 'CONNACK' && hasPassed(packet)),
      end,
      notMqtt: events.find(({ what }) => what === 'not-mqtt'),
      hasLeft,
      isFinal: attended.has(number) && end?.what === 'closed-by-broker' && !hasLeft,
    };
  });
}

const isGoodbye = (entry: PacketEntry | ConnectionEntry): boolean =>
  entry.kind === 'packet' && isFromClient(entry) && entry.type === 'DISCONNECT';

export const isFromClient = ({ direction }: PacketEntry): boolean => direction === 'to-broker';
export const isToClient = ({ direction }: PacketEntry): boolean => direction === 'to-client';

/** Whether the packet reached the other side, at once or later. */
export const hasPassed = ({ fate }: PacketEntry): boolean => fate !== 'lost' && fate !== 'held';

/** Whether the client received something malformed on a connection. */
export const isWronged = ({ packets, notMqtt }: Connection): boolean =>
  notMqtt?.direction === 'to-client' ||
  packets.some((packet) => isToClient(packet) && packet.malformed !== undefined);

/** What the client sent on a connection. */
export const sentOn = ({ packets }: Connection, ...types: readonly PacketType[]): PacketEntry[] =>
  packets.filter((packet) => isFromClient(packet) && (types.length === 0 || types.includes(packet.type)));

/** The packets that reached the client on a connection, without those that are malformed on purpose. */
export const cameOn = ({ packets }: Connection, ...types: readonly PacketType[]): PacketEntry[] =>
  packets.filter(
    (packet) =>
      isToClient(packet) &&
      hasPassed(packet) &&
      packet.malformed === undefined &&
      types.includes(packet.type),
  );

/** All packets of the client. */
export const sentBy = (played: Played, ...types: readonly PacketType[]): PacketEntry[] =>
  connectionsOf(played).flatMap((connection) => sentOn(connection, ...types));

/** Its reason or return code; 0 if it has none. */
export const codeOf = ({ fields }: PacketEntry): number => fields.reasonCode ?? fields.returnCode ?? 0;

/** Whether its reason code is an error. */
export const refuses = (packet: PacketEntry): boolean => isError(codeOf(packet));

export const isAccepted = ({ connack }: Connection): boolean =>
  connack !== undefined && codeOf(connack) === 0;

export const hasSession = ({ connack }: Connection): boolean => connack?.fields.sessionPresent === true;

/** Topic of a PUBLISH, resolved if it is an alias. */
export const topicOf = ({ fields }: PacketEntry): string => fields.topic || (fields.aliasedTopic ?? '');

/** Whether its alias was never given a topic on its connection. Only the claim about aliases judges that. */
const isNameless = (publish: PacketEntry): boolean =>
  topicOf(publish) === '' && publish.fields.properties?.topicAlias !== undefined;

/** Whether two PUBLISH packets carry the same message, as far as the packets show. */
export const isSameMessage = (one: PacketEntry, other: PacketEntry): boolean =>
  (topicOf(one) === topicOf(other) || isNameless(one) || isNameless(other)) &&
  one.fields.qos === other.fields.qos &&
  one.fields.payloadLength === other.fields.payloadLength &&
  Buffer.from(one.fields.payload ?? []).equals(Buffer.from(other.fields.payload ?? []));
