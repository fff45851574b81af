import type { Exit } from '../clients/program.ts';
import type { PacketEntry, SubscriptionFields } from '../protocol/packet.ts';
import type { ProtocolVersion } from '../protocol/version.ts';

/** A message that the program published in its rehearsal. */
export interface Published {
  readonly topic: string;
  readonly qos: 0 | 1 | 2;
  readonly retain: boolean;
  /** Bytes of the packet. */
  readonly size: number;
  readonly hasAlias: boolean;
}

/** What a program does in its rehearsal, without disturbance. Situations that need something else are not run. */
export interface Conduct {
  readonly protocolVersion: ProtocolVersion;
  /** Its first CONNECT. */
  readonly connect: PacketEntry;
  /** Whether its session outlives the connection: Clean Session 0 (3.1.1), Clean Start 0 and a Session Expiry Interval (5). */
  readonly keepsSession: boolean;
  /** In seconds; 0: none. */
  readonly keepAlive: number;
  readonly subscriptions: readonly SubscriptionFields[];
  readonly published: readonly Published[];
  /** Its reaction to an `mqtts://` address and a valid certificate. */
  readonly overTls: 'connects' | 'refused' | 'no-handshake';
  /** Milliseconds from CONNECT until the client has done everything of its rehearsal. */
  readonly takes: number;
  /** How it ended by itself; undefined if it runs until it is stopped. */
  readonly exit: Exit | undefined;
}

/** Whether it publishes at this QoS. */
export const publishesAt = ({ published }: Conduct, qos: 0 | 1 | 2): boolean =>
  published.some((message) => message.qos === qos);

/** The highest QoS at which it can receive messages; undefined if it does not subscribe. */
export const receivesAt = ({ subscriptions }: Pick<Conduct, 'subscriptions'>): number | undefined =>
  subscriptions.length === 0 ? undefined : Math.max(...subscriptions.map(({ qos }) => qos));
