import type { Text } from '../base/text.ts';
import type { Exit } from '../clients/program.ts';
import type { TraceEntry } from '../protocol/packet.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { Conduct } from './conduct.ts';

/** A standstill of this process above this, in ms, could be mistaken for a pause of the client. */
export const STANDSTILL_MS = 500;

/** One run of a client in one situation. Claims and observations are judged on it. */
export interface Played {
  /** The situation's id. */
  readonly situation: string;
  readonly protocolVersion: ProtocolVersion;
  readonly conduct: Conduct;
  /** The entries of the tap, in order. */
  readonly entries: readonly TraceEntry[];
  /**
   * Numbers of the connections on which the client reacted to the half-close: the stage closed its side, and the client,
   * which reads everything before that, closed its own. An answer that is missing by then is final.
   */
  readonly attended: ReadonlySet<number>;
  /** Whether it connected to the server that a Server Reference named; undefined if there was none. */
  readonly followed?: boolean;
  /** How it ended by itself; undefined if it was stopped. */
  readonly exit: Exit | undefined;
  /** Its output. */
  readonly lines: readonly string[];
  /** Why the situation did not happen, although the rehearsal suggested that it would. */
  readonly notReached?: Text;
  /** Longest standstill of this process, in ms; above the limit, claims about time are not judged. */
  readonly standstill: number;
  /** Time from the program's start until it connected, in ms. */
  readonly arrival: number;
  readonly milliseconds: number;
}
