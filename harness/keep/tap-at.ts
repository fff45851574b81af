import { errorCode } from '../base/error-code.ts';
import { cannotListen } from '../process/cannot-listen.ts';
import type { TraceEntry } from '../protocol/packet.ts';
import { openTap, type Tap } from '../wire/tap/tap.ts';

/** How many ports from the usual one on are tried before one is left to the system. */
const ATTEMPTS = 10;

export interface TapWish {
  /** Where clients look for such an endpoint. */
  readonly usual: number;
  /** The port that a person asked for: no other will do. */
  readonly port: number | undefined;
  /** What a person chooses the port with. */
  readonly option: string;
  readonly onEntry: (entry: TraceEntry) => void;
}

/**
 * Opens a tap at the port that was asked for; else at the usual one, or the next that is free.
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
