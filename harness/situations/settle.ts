/** Without a packet of a new kind for so long, a client has done what it does, in ms of own time. */
export const SETTLE_MS = 2_500;
