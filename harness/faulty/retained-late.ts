import type { Mangle } from './mangling-stream.ts';

/** Milliseconds, more than a live message takes. */
const LATE_MS = 60;

/**
 * Sends retained messages later than live ones, in their own order, as EMQX does, which sends them from another process. Live
 * fences overtake them.
 */
export const sendsRetainedLate: Mangle = (packet, direction, { tell }) => {
  if (packet?.cmd !== 'publish' || direction === 'to-broker' || !packet.retain) return packet;
  setTimeout(() => tell(packet), LATE_MS);
  return [];
};

/** A broker that accepts what it should refuse, and sends retained messages late. */
export const andSendsLate =
  (takesIn: Mangle): Mangle =>
  (packet, direction, passage) =>
    (direction === 'to-broker' ? takesIn : sendsRetainedLate)(packet, direction, passage);
