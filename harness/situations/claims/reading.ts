import type { ConnectionEntry, ConnectionEvent, PacketEntry, PacketType } from '../../protocol/packet.ts';
import type { Played } from '../played.ts';

/** One connection of a client, as claims look at it. */
export interface Connection {
  readonly number: number;
  /** Its packets in order, both ways, lost ones included. */
  readonly packets: readonly PacketEntry[];
  readonly connect: PacketEntry | undefined;
  /** The CONNACK that reached the client. */
  readonly connack: PacketEntry | undefined;
  /** How it came to its end, and by whom first. */
  readonly end: ConnectionEntry | undefined;
  readonly notMqtt: ConnectionEntry | undefined;
  /**
   * Whether what the client has not answered on it by now it does not answer: it was asked the last question, and had
   * neither said goodbye nor closed before.
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
    const hasLeft = packets.some((packet) => isFromClient(packet) && packet.type === 'DISCONNECT');
    const end = events.find(({ what }) => ends.includes(what));
    return {
      number,
      packets,
      connect: packets.find(({ type }) => type === 'CONNECT'),
      connack: packets.find((packet) => packet.type === 'CONNACK' && hasPassed(packet)),
      end,
      notMqtt: events.find(({ what }) => what === 'not-mqtt'),
      isFinal: attended.has(number) && end?.what === 'closed-by-broker' && !hasLeft,
    };
  });
}

export const isFromClient = ({ direction }: PacketEntry): boolean => direction === 'to-broker';
export const isToClient = ({ direction }: PacketEntry): boolean => direction === 'to-client';

/** Whether it came through, at once or later. */
export const hasPassed = ({ fate }: PacketEntry): boolean => fate !== 'lost' && fate !== 'held';

/** Whether something malformed reached the client on a connection. */
export const isWronged = ({ packets, notMqtt }: Connection): boolean =>
  notMqtt?.direction === 'to-client' ||
  packets.some((packet) => isToClient(packet) && packet.malformed !== undefined);

/** What the client sent on a connection. */
export const sentOn = ({ packets }: Connection, ...types: readonly PacketType[]): PacketEntry[] =>
  packets.filter((packet) => isFromClient(packet) && (types.length === 0 || types.includes(packet.type)));

/** What reached the client on a connection, but for what was malformed on purpose. */
export const cameOn = ({ packets }: Connection, ...types: readonly PacketType[]): PacketEntry[] =>
  packets.filter(
    (packet) =>
      isToClient(packet) &&
      hasPassed(packet) &&
      packet.malformed === undefined &&
      types.includes(packet.type),
  );

/** All that the client sent. */
export const sentBy = (played: Played, ...types: readonly PacketType[]): PacketEntry[] =>
  connectionsOf(played).flatMap((connection) => sentOn(connection, ...types));

/** Its reason or return code; 0 where it has none. */
export const codeOf = ({ fields }: PacketEntry): number => fields.reasonCode ?? fields.returnCode ?? 0;

/** First reason code that refuses. */
export const FIRST_ERROR = 0x80;

export const isAccepted = ({ connack }: Connection): boolean =>
  connack !== undefined && codeOf(connack) === 0;

export const hasSession = ({ connack }: Connection): boolean => connack?.fields.sessionPresent === true;

/** Topic of a PUBLISH, also where an alias stands for it. */
export const topicOf = ({ fields }: PacketEntry): string => fields.topic || (fields.aliasedTopic ?? '');

/** Whether it has an alias that was not given a topic on its connection: the claim about aliases accuses it, and no other. */
const isNameless = (publish: PacketEntry): boolean =>
  topicOf(publish) === '' && publish.fields.properties?.topicAlias !== undefined;

/** Whether two PUBLISH carry the same message, as far as that can be seen. */
export const isSameMessage = (one: PacketEntry, other: PacketEntry): boolean =>
  (topicOf(one) === topicOf(other) || isNameless(one) || isNameless(other)) &&
  one.fields.qos === other.fields.qos &&
  one.fields.payloadLength === other.fields.payloadLength &&
  Buffer.from(one.fields.payload ?? []).equals(Buffer.from(other.fields.payload ?? []));
