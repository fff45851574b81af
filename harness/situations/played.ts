import type { Text } from '../base/text.ts';
import type { Exit } from '../clients/program.ts';
import type { TraceEntry } from '../protocol/packet.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { Conduct } from './conduct.ts';

/** More than this, in ms, and a pause of this process could be taken for one of the client. */
export const STANDSTILL_MS = 500;

/** One run of a client through one situation: all that claims and observations are judged on. */
export interface Played {
  /** The situation's id. */
  readonly situation: string;
  readonly protocolVersion: ProtocolVersion;
  readonly conduct: Conduct;
  /** What crossed the tap, in order. */
  readonly entries: readonly TraceEntry[];
  /**
   * Numbers of the connections on which the client answered the last question: the stage closed its half, and the client, which
   * reads everything before that, closed its own. What it had not answered by then, it does not answer.
   */
  readonly attended: ReadonlySet<number>;
  /** Whether it connected to the server that it was referred to; undefined where there was none. */
  readonly followed?: boolean;
  /** How it ended by itself; undefined where it was stopped. */
  readonly exit: Exit | undefined;
  /** What it wrote. */
  readonly lines: readonly string[];
  /** Why the situation did not come about, although the client's conduct promised it. */
  readonly notReached?: Text;
  /** For how long this process stood still at most, in ms: what is about time says nothing then. */
  readonly standstill: number;
  /** How long its program took from its start until it connected, in ms. */
  readonly arrival: number;
  readonly milliseconds: number;
}
