import type { Mangle } from './mangling-stream.ts';

/** Milliseconds: more than a live message takes. */
const LATE_MS = 60;

/**
 * What is retained comes later than what is published, in its own order: EMQX sends it from another process. Live fences
 * overtake it.
 */
export const sendsRetainedLate: Mangle = (packet, direction, { tell }) => {
  if (packet?.cmd !== 'publish' || direction === 'to-broker' || !packet.retain) return packet;
  setTimeout(() => tell(packet), LATE_MS);
  return [];
};

/** A broker that takes in what it should not, and has it come late. */
export const andSendsLate =
  (takesIn: Mangle): Mangle =>
  (packet, direction, passage) =>
    (direction === 'to-broker' ? takesIn : sendsRetainedLate)(packet, direction, passage);
