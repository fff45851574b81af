import { fencePackets } from '../../../lab/fences/packets-of-fences.ts';
import type { RunHead } from '../state.ts';
import { entryOf } from '../view/run/entries.ts';
import type { RunEvent } from './run-event.ts';

type Cursor = Pick<RunHead, 'packet' | 'step' | 'pages'>;

/** No packet is open; the run looks as before. */
export const closed: Cursor = { packet: undefined, step: undefined, pages: 0 };

/** Opens the packet whose event has this number, in its step; changes nothing if there is none. */
export function opened(events: readonly RunEvent[], packet: number): Partial<Cursor> {
  if (!packetsIn(events).includes(packet)) return {};
  return { packet, step: stepAt(events, packet), pages: 0 };
}

/**
 * Where an arrow key leads in a run that is over: back from the end to the last packet, and forward from the last packet to
 * the end. Undefined if the key is not for packets: a clicker that sends arrows then changes the slide.
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

/** Event numbers of packets, without the fences of the harness. */
function packetsIn(events: readonly RunEvent[]): number[] {
  const entries = events.map((event) => (event.type === 'packet' ? entryOf(event.entry) : undefined));
  const fences = fencePackets(entries.filter((entry) => entry !== undefined));
  return entries.flatMap((entry, number) => (entry?.kind === 'packet' && !fences.has(entry) ? [number] : []));
}

/** The step of an event; events before the first step belong to it. */
function stepAt(events: readonly RunEvent[], number: number): number {
  const step = events.slice(0, number).findLast((event) => event.type === 'step');
  return step?.number ?? 1;
}
