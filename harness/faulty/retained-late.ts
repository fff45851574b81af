import { inFrontOf, type Mangle } from '../wire/mangling/mangle.ts';

/** Milliseconds, more than a live message takes. */
const LATE_MS = 60;

/**
 * Sends retained messages later than live ones, in their own order, as EMQX does, which sends them from another process. Live
 * fences overtake them. Connections that subscribe with retain as published are left alone: the flag of their live messages may
 * be set, too, and live messages must stay in order.
 */
export function sendsRetainedLate(): Mangle {
  const asPublished = new Set<number>();
  return (packet, direction, { connection, tell }) => {
    if (packet?.cmd === 'subscribe' && packet.subscriptions.some(({ rap }) => rap))
      asPublished.add(connection);
    const isLate =
      packet?.cmd === 'publish' && direction === 'to-client' && packet.retain && !asPublished.has(connection);
    if (!isLate) return packet;
    setTimeout(() => tell(packet), LATE_MS);
    return [];
  };
}

/** A broker that accepts what it should refuse, and sends retained messages late. */
export const andSendsLate = (takesIn: Mangle): Mangle => inFrontOf(sendsRetainedLate(), takesIn);
