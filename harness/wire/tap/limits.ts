/** What a tap keeps and how long it waits, whatever its clients and its broker send. */
export interface TapLimits {
  /** Bytes kept of one packet in the trace; fields beyond them, such as the end of a long topic, are unknown, to faults too. */
  readonly packetBytes: number;
  /** Entries kept in the trace; what comes after them is counted and forgotten. */
  readonly entries: number;
  /** Bytes kept in the trace altogether. */
  readonly traceBytes: number;
  /**
   * Bytes that hold, delay and duplicate keep altogether. A packet that does not fit passes as if the fault were
   * not there; the fault stays armed and says so in `unfired()`.
   */
  readonly heldBytes: number;
  /** Bytes kept for each direction of a frozen connection; after that its sender has to wait (TCP flow control). */
  readonly frozenBytes: number;
  /** Milliseconds to reach the broker. */
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
