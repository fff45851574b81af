/** Limits of a tap's memory and waiting time, independent of what clients and brokers send. */
export interface TapLimits {
  /** Bytes kept of one packet in the trace. Fields after them, such as the end of a long topic, are unknown, also to faults. */
  readonly packetBytes: number;
  /** Entries kept in the trace; later ones are only counted. */
  readonly entries: number;
  /** Bytes kept in the trace in total. */
  readonly traceBytes: number;
  /**
   * Bytes that hold, delay and duplicate keep in total. A packet that does not fit passes as without the fault; the fault stays
   * armed, and `unfired()` reports it.
   */
  readonly heldBytes: number;
  /** Bytes kept for each direction of a frozen connection; after that its sender has to wait (TCP flow control). */
  readonly frozenBytes: number;
  /** How long connecting to the broker may take, in ms. */
  readonly connectMs: number;
}

export const defaultLimits: TapLimits = {
  packetBytes: 4096,
  entries: 10_000,
  traceBytes: 16 * 1024 * 1024,
  heldBytes: 16 * 1024 * 1024,
  frozenBytes: 1024 * 1024,
  connectMs: 10_000,
};
