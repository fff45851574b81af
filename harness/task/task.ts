import type { Text } from '../base/text.ts';
import type { Lab } from '../lab/index.ts';
import type { DeclaredClaim } from '../lab/lab.ts';
import type { Trace } from '../wire/trace/trace.ts';

/**
 * Something for the learner to do: a program to write or to change, which is judged by its packets and at the broker, never by its
 * text. Its folder also has `starter.ts`, `solution.ts` and two attempts that look right and are wrong (`wrong-….ts`).
 */
export interface Task<ClaimId extends string = string> {
  readonly title: Text;
  /** What the program should do, as it would be asked at work. */
  readonly asks: Text;
  readonly minutes: number;
  /** Something is built, rather than one thing changed. */
  readonly builds: boolean;
  /** Whoever passes it may skip the rest of its lab. */
  readonly isFastTrack: boolean;
  /** How the program may end by itself; default: with 0. Another exit code is taken for a crash. */
  readonly exitCodes: readonly number[];
  /** Two levels; each asks rather than tells. */
  readonly hints: readonly [Text, Text];
  /** What is judged. */
  readonly claims: Readonly<Record<ClaimId, DeclaredClaim>>;
  /** What helps after an attempt that is wrong. The first one that fits is shown. */
  readonly notices: readonly Notice[];
  judge(lab: Lab<ClaimId>, you: You): Promise<void>;
}

/** An attempt as it was seen. */
export interface Seen {
  readonly trace: Trace;
  /** The prefix of every topic that the program was given. */
  readonly prefix: string;
  /** The ids of the claims that are broken. */
  readonly broken: readonly string[];
  /** What the program has written. */
  readonly lines: readonly string[];
  /** The names that the program was started under, and `you`. */
  readonly names: readonly string[];
  /** How each start of the program ended by itself; undefined: it did not. */
  readonly exitCodes: readonly (number | undefined)[];
}

/** What an attempt shows, and a sentence that helps its author. */
export interface Notice {
  readonly sees: (seen: Seen) => boolean;
  readonly says: Text;
}

/** The learner's program, as the judge of a task uses it. Its packets are those of `you`, or of the name that it was started under. */
export interface You {
  /**
   * Starts the program, and waits until it is connected. It is stopped at the end of the run, if not before.
   * @param name the client's name in the trace; default: `you`
   * @param more environment variables besides `MQTT_URL`, `PREFIX` and `CLIENT_ID`
   * @throws DeadlineError if it ends, or does not connect
   */
  starts(name?: string, more?: Readonly<Record<string, string>>): Promise<Program>;
  /** Starts the program, and does not wait for its connection. */
  runs(name?: string, more?: Readonly<Record<string, string>>): Promise<Program>;
}

export interface Program {
  /**
   * Waits for something that the program should cause.
   * @throws DeadlineError if it ends without that, or does not cause it
   */
  until<T>(awaited: Promise<T>): Promise<T>;
  /**
   * Waits until it has ended by itself.
   * @param deadline in milliseconds; default: long enough for any task
   * @throws DeadlineError if it does not
   */
  ends(deadline?: number): Promise<{ readonly code: number }>;
  /** Ends it, as Ctrl-C does. */
  stop(): Promise<void>;
  /**
   * Waits until what it has written is enough.
   * @param what is awaited, for the message
   * @throws DeadlineError if it ends without that, or does not write it
   */
  writes(isEnough: (lines: readonly string[]) => boolean, what: Text): Promise<readonly string[]>;
  /** What it has written so far. */
  readonly lines: readonly string[];
}

/** A task as it is declared. */
export type DeclaredTask<ClaimId extends string> = Omit<Task<ClaimId>, Optional> &
  Partial<Pick<Task, Optional>>;
type Optional = 'builds' | 'isFastTrack' | 'exitCodes' | 'notices';

/** Declares a task; the claims that it must judge are known before it runs. */
export const defineTask = <const ClaimId extends string>({
  builds = false,
  isFastTrack = false,
  exitCodes = [0],
  notices = [],
  ...task
}: DeclaredTask<ClaimId>): Task<ClaimId> => ({ ...task, builds, isFastTrack, exitCodes, notices });
