import type { TokenBucketOptions } from './token-bucket.ts';

/** Limits on what strangers may use. Each is far above what a phone with our page needs. */
export interface RoomLimits {
  /** Concurrent connections, in total and from one address. A whole room may share one address behind its router. */
  readonly connections: number;
  readonly fromOneAddress: number;
  /** Attempts to connect. */
  readonly attempts: TokenBucketOptions;
  readonly attemptsOfOne: TokenBucketOptions;
  /** Bytes of a packet. */
  readonly packet: number;
  /** SUBSCRIBE packets of a phone. */
  readonly subscribes: number;
  /** Longest keep alive, in seconds. */
  readonly keepAlive: number;
  /** Packets of one phone, of any type; more are dropped. */
  readonly packetsOfOne: TokenBucketOptions;
  /** Number of dropped packets that ends the connection. */
  readonly passedOver: number;
  /** Reactions, and votes that change an earlier one, of all phones. The first vote of a phone always counts. */
  readonly reactions: TokenBucketOptions;
  readonly changes: TokenBucketOptions;
  /** Deadline for CONNECT, and for a phone that does not read, in ms. */
  readonly patience: number;
}

export const usualLimits: RoomLimits = {
  connections: 400,
  fromOneAddress: 200,
  attempts: { perSecond: 60, burst: 400 },
  attemptsOfOne: { perSecond: 10, burst: 200 },
  packet: 256,
  subscribes: 3,
  keepAlive: 30,
  packetsOfOne: { perSecond: 5, burst: 15 },
  passedOver: 60,
  reactions: { perSecond: 40, burst: 80 },
  changes: { perSecond: 40, burst: 200 },
  patience: 5_000,
};
