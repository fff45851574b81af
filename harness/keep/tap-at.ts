import type { TraceEntry } from '../protocol/packet.ts';
import { openTap, type Tap } from '../wire/tap/tap.ts';
import { atPort, type PortWish } from './at-port.ts';

export interface TapWish extends PortWish {
  readonly onEntry: (entry: TraceEntry) => void;
}

/**
 * Opens a tap at the chosen port, or else at the usual one or the next one that is free.
 * @throws CannotRunError `port-taken`, `cannot-listen`
 */
export const tapAt = (endpoint: string, { onEntry, ...wish }: TapWish): Promise<Tap> =>
  atPort(wish, (port) => openTap(endpoint, { port, keeps: false, onEntry }));
