/** MQTT control packet types, by the number in the fixed header's upper four bits [MQTT 5, table 2-1]. */
export const packetTypes = [
  'CONNECT',
  'CONNACK',
  'PUBLISH',
  'PUBACK',
  'PUBREC',
  'PUBREL',
  'PUBCOMP',
  'SUBSCRIBE',
  'SUBACK',
  'UNSUBSCRIBE',
  'UNSUBACK',
  'PINGREQ',
  'PINGRESP',
  'DISCONNECT',
  'AUTH',
] as const;
export type PacketType = (typeof packetTypes)[number];

export type Direction = 'to-broker' | 'to-client';

/**
 * What the tap did with a packet. `held`: kept on the tap; later released, lost with its connection, or kept back on a frozen
 * connection until the thaw.
 */
export type Fate = 'passed' | 'lost' | 'held' | 'delayed' | 'duplicated';

/** An application message or a will. Its payload is cut to what the tap keeps of a packet. */
export interface WillFields {
  readonly topic: string;
  readonly qos: number;
  readonly retain: boolean;
  readonly payload: Uint8Array;
  /** Bytes of the whole payload, however much of it was kept. */
  readonly payloadLength: number;
  readonly properties?: PacketProperties;
}

export interface SubscriptionFields {
  readonly filter: string;
  readonly qos: number;
  /** Only in MQTT 5, like the next two. */
  readonly noLocal?: boolean;
  readonly retainAsPublished?: boolean;
  readonly retainHandling?: number;
}

/** MQTT 5 properties by their names in MQTT.js, e.g. `sessionExpiryInterval`, `topicAlias`, `userProperties`. */
export type PacketProperties = Readonly<Record<string, unknown>>;

/** The fields of a packet. A field is there if the packet type and protocol version have it. */
export interface PacketFields {
  readonly dup?: boolean;
  readonly qos?: number;
  readonly retain?: boolean;
  /** The topic name on the wire; empty if a topic alias stands for it. */
  readonly topic?: string;
  /** The topic that the packet's topic alias stands for on this connection. */
  readonly aliasedTopic?: string;
  readonly messageId?: number;
  /** The payload's first bytes. */
  readonly payload?: Uint8Array;
  /** Bytes of the whole payload, however much of it was kept. */
  readonly payloadLength?: number;

  /** CONNECT. 3 is MQTT 3.1, 4 is MQTT 3.1.1, 5 is MQTT 5. */
  readonly protocolVersion?: number;
  readonly clientId?: string;
  /** Clean Session (3.1.1), Clean Start (5). */
  readonly clean?: boolean;
  /** Seconds. */
  readonly keepAlive?: number;
  /** Whether it is there; what it says is never kept. */
  readonly username?: boolean;
  /** Whether it is there; what it says is never kept. */
  readonly password?: boolean;
  /** Whether the highest bit of the protocol level is set, as by bridges of Mosquitto. */
  readonly bridge?: boolean;
  readonly will?: WillFields;

  /** CONNACK. */
  readonly sessionPresent?: boolean;
  /** CONNACK of MQTT 3.1.1. */
  readonly returnCode?: number;
  /** MQTT 5: CONNACK, PUBACK, PUBREC, PUBREL, PUBCOMP, DISCONNECT, AUTH; 0 if the packet leaves it out. */
  readonly reasonCode?: number;

  /** SUBSCRIBE. */
  readonly subscriptions?: readonly SubscriptionFields[];
  /** UNSUBSCRIBE. */
  readonly filters?: readonly string[];
  /** SUBACK: granted QoS or failure (0x80 and above); UNSUBACK of MQTT 5: reason codes. */
  readonly granted?: readonly number[];

  readonly properties?: PacketProperties;
}

/** One MQTT control packet as the tap saw it. */
export interface PacketEntry {
  readonly kind: 'packet';
  /** Milliseconds since the tap opened, monotonic, at the packet's last byte. */
  readonly at: number;
  /** The n-th connection the tap accepted, from 1. */
  readonly connection: number;
  /** Display name of the client; `?` before CONNECT is known. */
  readonly client: string;
  readonly direction: Direction;
  readonly type: PacketType;
  /** MQTT bytes on the wire, with the fixed header and without WebSocket framing. */
  readonly size: number;
  /** Empty if the packet could not be decoded. */
  readonly fields: PacketFields;
  /** Why the packet could not be decoded, or what is wrong with it; the decoder's words, in English. */
  readonly malformed?: string;
  readonly fate: Fate;
  /** The first bytes. Bytes of user name, password and authentication data are replaced by `*`. */
  readonly bytes: Uint8Array;
}

/** An event of a connection other than a packet. */
export type ConnectionEvent =
  | 'opened'
  /** The client or the broker ended its stream, in good order or by a reset. The tap did the same on the other side. */
  | 'closed-by-client'
  | 'closed-by-broker'
  /** A fault closed both sides. */
  | 'cut'
  | 'frozen'
  | 'thawed'
  /** The stream is not MQTT from here on, and passes unread. */
  | 'not-mqtt'
  /** The stream ended, or was cut, inside a packet. */
  | 'ended-mid-packet'
  /** The broker could not be reached, so the client's connection was closed. */
  | 'broker-unreachable'
  /** The tap was closed while the connection was open. */
  | 'closed-by-tap'
  /** The client asked for a WebSocket, and the broker agreed or refused. Only in the trace of a tap that `tellsCarrier`. */
  | 'upgrade'
  | 'upgraded'
  | 'upgrade-refused'
  /** A text message came, which cannot carry MQTT [MQTT-6.0.0-1]. Only in the trace of a tap that `tellsCarrier`. */
  | 'text-message';

/** The events that end a client's connection. */
export const connectionEnds: ReadonlySet<ConnectionEvent> = new Set<ConnectionEvent>([
  'closed-by-client',
  'closed-by-broker',
  'cut',
  'broker-unreachable',
  'closed-by-tap',
]);

export interface ConnectionEntry {
  readonly kind: 'connection';
  readonly at: number;
  readonly connection: number;
  readonly client: string;
  readonly what: ConnectionEvent;
  /** The direction, if only one is concerned. */
  readonly direction?: Direction;
  /** More about it, e.g. `ECONNREFUSED`, `ECONNRESET`, `remaining length of more than 4 bytes`. */
  readonly detail?: string;
}

/** Counts the entries that did not fit into memory. It is the last entry of a trace, and its counts grow. */
export interface DroppedEntry {
  readonly kind: 'dropped';
  /** When the first entry was dropped. */
  readonly at: number;
  readonly packets: number;
  /** Bytes on the wire of these packets. */
  readonly bytes: number;
  /** Connection entries that were dropped. */
  readonly connections: number;
}

export type TraceEntry = PacketEntry | ConnectionEntry | DroppedEntry;
