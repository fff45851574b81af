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

/**
 * What a program does when nothing disturbs it, as its rehearsal has shown. Situations that its conduct does not reach are
 * not run.
 */
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
  /** What it does with an `mqtts://` address and a good certificate. */
  readonly overTls: 'connects' | 'refused' | 'no-handshake';
  /** Milliseconds from its CONNECT until it had done all that it does. */
  readonly takes: number;
  /** How it ended by itself; undefined where it stays until it is stopped. */
  readonly exit: Exit | undefined;
}

/** Whether it publishes at this QoS. */
export const publishesAt = ({ published }: Conduct, qos: 0 | 1 | 2): boolean =>
  published.some((message) => message.qos === qos);

/** The highest QoS at which it can be sent messages; undefined where it does not subscribe. */
export const receivesAt = ({ subscriptions }: Pick<Conduct, 'subscriptions'>): number | undefined =>
  subscriptions.length === 0 ? undefined : Math.max(...subscriptions.map(({ qos }) => qos));
