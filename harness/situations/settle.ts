/** A client counts as done after so long without a packet of a new kind, in ms of own time. */
export const SETTLE_MS = 2_500;
