import { fencePackets } from '../../../lab/fence-packets.ts';
import type { RunHead } from '../state.ts';
import { entryOf } from '../view/run/entries.ts';
import type { RunEvent } from './run-event.ts';

type Cursor = Pick<RunHead, 'packet' | 'step' | 'pages'>;

/** No packet is open, and the run is shown as it was. */
export const closed: Cursor = { packet: undefined, step: undefined, pages: 0 };

/** The packet whose event has this number is open, in its step; nothing changes where there is none. */
export function opened(events: readonly RunEvent[], packet: number): Partial<Cursor> {
  if (!packetsIn(events).includes(packet)) return {};
  return { packet, step: stepAt(events, packet), pages: 0 };
}

/**
 * Where an arrow leads in a run that is over: backwards from the last packet it leads into the packets, past the last it
 * leads out of them. Undefined where it is not for packets: a clicker's 'next' that is an arrow goes on with the slides.
 */
export function cursorAfter(
  { state, packet, step }: Pick<RunHead, 'state' | 'packet' | 'step'>,
  events: readonly RunEvent[],
  by: number,
): Partial<Cursor> | undefined {
  const packets = packetsIn(events);
  if (state !== 'ended' || packets.length === 0) return undefined;
  if (packet === undefined) {
    if (by > 0) return undefined;
    const last = packets.findLast((event) => step === undefined || stepAt(events, event) === step);
    return opened(events, last ?? packets.at(-1) ?? 0);
  }
  const next = packets.indexOf(packet) + by;
  const there = packets[Math.max(0, next)];
  return there === undefined ? closed : opened(events, there);
}

/** Numbers of the events that are packets, without those that only prove something to the harness. */
function packetsIn(events: readonly RunEvent[]): number[] {
  const entries = events.map((event) => (event.type === 'packet' ? entryOf(event.entry) : undefined));
  const fences = fencePackets(entries.filter((entry) => entry !== undefined));
  return entries.flatMap((entry, number) => (entry?.kind === 'packet' && !fences.has(entry) ? [number] : []));
}

/** The step in which it happened; what comes before the first is part of it. */
function stepAt(events: readonly RunEvent[], number: number): number {
  const step = events.slice(0, number).findLast((event) => event.type === 'step');
  return step?.number ?? 1;
}
