import { errorCode } from '../base/error-code.ts';
import { cannotListen } from '../process/cannot-listen.ts';

/** How many ports are tried, from the usual one on, before the system chooses one. */
const ATTEMPTS = 10;

/** Which port of 127.0.0.1 to listen on. */
export interface PortWish {
  /** The port that clients try first. */
  readonly usual: number;
  /** The port that the user chose; no other one is tried. */
  readonly port: number | undefined;
  /** The option that chooses the port. */
  readonly option: string;
}

/**
 * Opens something at the chosen port, or else at the usual one or the next one that is free.
 * @param open listens at a port, 0 for one that the system chooses; rejects with the system's error
 * @throws CannotRunError `port-taken`, `cannot-listen`
 */
export async function atPort<T>(
  { usual, port, option }: PortWish,
  open: (port: number) => Promise<T>,
): Promise<T> {
  if (port !== undefined) {
    return open(port).catch((cause) => {
      throw cannotListen('127.0.0.1', port, cause, option);
    });
  }
  for (let next = usual; next < usual + ATTEMPTS; next++) {
    try {
      return await open(next);
    } catch (error) {
      if (!isTaken(error)) throw error;
    }
  }
  return open(0);
}

const isTaken = (error: unknown): boolean => ['EADDRINUSE', 'EACCES'].includes(errorCode(error) ?? '');
