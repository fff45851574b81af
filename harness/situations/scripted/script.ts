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

/** One connection of a scripted client, as the hooks of its script see it. */
export interface Visit {
  /** The n-th connection, from 1. */
  readonly number: number;
  /** Sends something besides, which passes no hook. */
  readonly send: (packet: Packet | Buffer) => void;
  /** Closes the connection. */
  readonly hangUp: () => void;
}

export type Instead = Packet | Buffer | readonly (Packet | Buffer)[];

/** What a scripted client does. Left as usual, it does what the specification asks of it. */
export interface Script {
  readonly protocolVersion: ProtocolVersion;
  /** What its CONNECT says besides the usual. */
  readonly connect: Partial<IConnectPacket>;
  readonly subscriptions: readonly { readonly topic: string; readonly qos: 0 | 1 | 2 }[];
  /** Messages that it publishes on each connection; those at QoS 0 by topic alias, where the broker allows it. */
  readonly greetings: readonly Message[];
  /** Messages that it publishes once, also if its connections end. */
  readonly messages: readonly Message[];
  /** Whether CONNACK is awaited before anything else is sent. */
  readonly awaitsConnack: boolean;
  /** How it secures a connection, besides trusting the authority that it is given. */
  readonly tls: ConnectionOptions;
  /** Milliseconds until it connects again, after this number of failed attempts; undefined: never. */
  readonly returnsAfter: (failures: number) => number | undefined;
  /** Milliseconds without a packet of its own after which it sends PINGREQ, by its keep alive in seconds. */
  readonly pingsAfter: (keepAlive: number) => number;
  /**
   * What it does once it has nothing to do; one that lingers says goodbye, and does not close; one that ends slowly closes with
   * its process, whatever the broker does meanwhile.
   */
  readonly whenDone: 'stays' | 'ends' | 'ends with a message' | 'ends slowly' | 'lingers';
  /** What it does when the broker closes. */
  readonly whenClosed: 'closes' | 'says goodbye and closes';
  readonly onMalformed: 'closes' | 'tells and closes' | 'overlooks';
  /** Which of the free packet identifiers it takes: the one after the last, the same from 65534 on, or the lowest. */
  readonly identifiers: 'next' | 'high' | 'lowest';
  /** What leaves in place of a packet. */
  readonly sends: (packet: Packet, visit: Visit) => Instead;
  /** What it takes a packet for; undefined: it overlooks it. */
  readonly hears: (packet: ReceivedPacket, visit: Visit) => ReceivedPacket | undefined;
  /** How its bytes get into the connection. */
  readonly writes: (bytes: Buffer, write: (bytes: Buffer) => void) => void;
}

/** How much later than the broker a process that ends slowly closes, in ms. */
export const SLOW_END_MS = 600;

export const closesWithGoodbye = ({ whenDone }: Script): boolean =>
  whenDone !== 'lingers' && whenDone !== 'ends slowly';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/** A client that subscribes, publishes at each QoS, and asks for its session to be kept. */
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
  whenClosed: 'closes',
  onMalformed: 'closes',
  identifiers: 'next',
  sends: (packet) => packet,
  hears: (packet) => packet,
  writes: (bytes, write) => write(bytes),
});
