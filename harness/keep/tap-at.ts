import { errorCode } from '../base/error-code.ts';
import { cannotListen } from '../process/cannot-listen.ts';
import type { TraceEntry } from '../protocol/packet.ts';
import { openTap, type Tap } from '../wire/tap/tap.ts';

/** How many ports are tried, from the usual one on, before the system chooses one. */
const ATTEMPTS = 10;

export interface TapWish {
  /** The port that clients try first. */
  readonly usual: number;
  /** The port that the user chose; no other one is tried. */
  readonly port: number | undefined;
  /** The option that chooses the port. */
  readonly option: string;
  readonly onEntry: (entry: TraceEntry) => void;
}

/**
 * Opens a tap at the chosen port, or else at the usual one or the next one that is free.
 * @throws CannotRunError `port-taken`, `cannot-listen`
 */
export async function tapAt(endpoint: string, { usual, port, option, onEntry }: TapWish): Promise<Tap> {
  if (port !== undefined) {
    return openTap(endpoint, { port, keeps: false, onEntry }).catch((cause) => {
      throw cannotListen('127.0.0.1', port, cause, option);
    });
  }
  for (let next = usual; next < usual + ATTEMPTS; next++) {
    try {
      return await openTap(endpoint, { port: next, keeps: false, onEntry });
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  return openTap(endpoint, { keeps: false, onEntry });
}

const isTaken = (error: unknown): boolean => ['EADDRINUSE', 'EACCES'].includes(errorCode(error) ?? '');
