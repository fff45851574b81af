import type { ConnectionOptions } from 'node:tls';
import type { IConnectPacket, Packet } from 'mqtt-packet';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { ReceivedPacket } from '../../wire/client/inbox.ts';

/** A message that a scripted client publishes. */
export interface Message {
  readonly topic: string;
  readonly payload: string;
  readonly qos: 0 | 1 | 2;
  readonly retain?: boolean;
}

/** One connection of a scripted client, for the hooks of its script. */
export interface Visit {
  /** The n-th connection, from 1. */
  readonly number: number;
  /** Sends a packet that passes no hook. */
  readonly send: (packet: Packet | Buffer) => void;
  /** Closes the connection. */
  readonly hangUp: () => void;
}

export type Instead = Packet | Buffer | readonly (Packet | Buffer)[];

/** What a scripted client does. The defaults follow the specification. */
export interface Script {
  readonly protocolVersion: ProtocolVersion;
  /** Additional fields of its CONNECT. */
  readonly connect: Partial<IConnectPacket>;
  readonly subscriptions: readonly { readonly topic: string; readonly qos: 0 | 1 | 2 }[];
  /** Messages that it publishes on each connection; those at QoS 0 by topic alias if the broker allows it. */
  readonly greetings: readonly Message[];
  /** Messages that it publishes once, over all its connections. */
  readonly messages: readonly Message[];
  /** Whether it waits for CONNACK before it sends anything else. */
  readonly awaitsConnack: boolean;
  /** TLS options besides the trusted authority. */
  readonly tls: ConnectionOptions;
  /** Milliseconds until it reconnects, by the number of failed attempts; undefined: never. */
  readonly returnsAfter: (failures: number) => number | undefined;
  /** Milliseconds without a packet of its own after which it sends PINGREQ, by its keep alive in seconds. */
  readonly pingsAfter: (keepAlive: number) => number;
  /** What it does when there is nothing left to do. One that lingers sends DISCONNECT and does not close. */
  readonly whenDone: 'stays' | 'ends' | 'ends with a message' | 'lingers';
  readonly onMalformed: 'closes' | 'tells and closes' | 'overlooks';
  /** Which free packet identifier it takes: the next one, the next one starting at 65534, or the lowest. */
  readonly identifiers: 'next' | 'high' | 'lowest';
  /** Replaces a packet to be sent. */
  readonly sends: (packet: Packet, visit: Visit) => Instead;
  /** Replaces a received packet; undefined: ignores it. */
  readonly hears: (packet: ReceivedPacket, visit: Visit) => ReceivedPacket | undefined;
  /** Writes its bytes to the connection. */
  readonly writes: (bytes: Buffer, write: (bytes: Buffer) => void) => void;
}

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/** A client that subscribes, publishes at each QoS, and asks for a session that is kept. */
export const usual = (protocolVersion: ProtocolVersion): Script => ({
  protocolVersion,
  connect: {},
  subscriptions: [
    { topic: 'to/scripted/0', qos: 0 },
    { topic: 'to/scripted/1', qos: 1 },
    { topic: 'to/scripted/2', qos: 2 },
  ],
  greetings: [
    { topic: 'from/scripted/state', payload: 'on', qos: 0 },
    { topic: 'from/scripted/state', payload: 'still on', qos: 0 },
  ],
  messages: [
    { topic: 'from/scripted/1', payload: 'one', qos: 1, retain: true },
    { topic: 'from/scripted/1', payload: 'two', qos: 1 },
    { topic: 'from/scripted/2', payload: 'three', qos: 2 },
    { topic: 'from/scripted/2', payload: 'four '.repeat(20), qos: 2 },
  ],
  awaitsConnack: true,
  tls: {},
  returnsAfter: (failures) => Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS),
  pingsAfter: (keepAlive) => 900 * keepAlive,
  whenDone: 'stays',
  onMalformed: 'closes',
  identifiers: 'next',
  sends: (packet) => packet,
  hears: (packet) => packet,
  writes: (bytes, write) => write(bytes),
});
