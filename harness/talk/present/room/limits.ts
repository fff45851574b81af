import type { RateOptions } from './rate.ts';

/** What strangers may cost. Each number is far more than a phone of the page needs. */
export interface RoomLimits {
  /** Connections at a time, in all and from one address: a whole room may share one address behind its router. */
  readonly connections: number;
  readonly fromOneAddress: number;
  /** Attempts to connect. */
  readonly attempts: RateOptions;
  readonly attemptsOfOne: RateOptions;
  /** Bytes of a packet. */
  readonly packet: number;
  /** SUBSCRIBE packets of a phone. */
  readonly subscribes: number;
  /** Seconds; the longest keep alive. */
  readonly keepAlive: number;
  /** Packets of one phone, whatever they are; beyond them they are passed over. */
  readonly packetsOfOne: RateOptions;
  /** So many passed over end the connection. */
  readonly passedOver: number;
  /** Reactions in all, and votes that change an earlier one; a phone's first vote always counts. */
  readonly reactions: RateOptions;
  readonly changes: RateOptions;
  /** In ms, from the connection to its CONNECT, and for a phone that does not read. */
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
