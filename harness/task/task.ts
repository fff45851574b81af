import type { Text } from '../base/text.ts';
import type { Lab } from '../lab/index.ts';
import type { DeclaredClaim } from '../lab/lab.ts';
import type { Trace } from '../wire/trace/trace.ts';

/**
 * A task for the learner: a program to write or to change. It is judged by its packets and by what the broker then does, never by
 * its text. Its folder also has `starter.ts`, `solution.ts` and two attempts that look right and are wrong (`wrong-….ts`). If the
 * learner writes a page, all of these are `.html`.
 */
export interface Task<ClaimId extends string = string> {
  readonly title: Text;
  /** What the program should do, as it would be asked at work. */
  readonly asks: Text;
  readonly minutes: number;
  /** The learner builds a program, and does not only change one thing. */
  readonly builds: boolean;
  /** A learner who passes it may skip the rest of its lab. */
  readonly isFastTrack: boolean;
  /** How the program may end by itself; default: with 0. Another exit code is taken for a crash. */
  readonly exitCodes: readonly number[];
  /** Two levels. Each is a question, not an instruction. */
  readonly hints: readonly [Text, Text];
  /** What is judged. */
  readonly claims: Readonly<Record<ClaimId, DeclaredClaim>>;
  /** Sentences that help after a wrong attempt. The first one that fits is shown. */
  readonly notices: readonly Notice[];
  judge(lab: Lab<ClaimId>, you: You): Promise<void>;
}

/** What was seen of an attempt. */
export interface Seen {
  readonly trace: Trace;
  /** The prefix of every topic that the program was given. */
  readonly prefix: string;
  /** The values of `CLIENT_ID` that the program was given. */
  readonly clientIds: readonly string[];
  /** The ids of the claims that are broken. */
  readonly broken: readonly string[];
  /** What the program has written. */
  readonly lines: readonly string[];
  /** The names that the program was started under, and `you`. */
  readonly names: readonly string[];
  /** The judge waited in vain for a connection of the program. */
  readonly lacksConnection: boolean;
  /** How each start of the program ended by itself; undefined: it did not. */
  readonly exitCodes: readonly (number | undefined)[];
}

/** A condition on what was seen of an attempt, and a sentence that helps. */
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
  /**
   * Opens the learner's page in a browser without a window, for a task whose starter is `starter.html`. Does not wait for its
   * connection. `WS_URL`, `MQTT_URL`, `PREFIX` and `CLIENT_ID` are in the address of the page, after the question mark.
   * @throws CannotRunError `no-browser`: the task is out of reach on this machine
   */
  opens(name?: string): Promise<YourPage>;
}

/** The learner's page in a browser. */
export interface YourPage {
  /**
   * Waits until an element is visible and shows the text.
   * @returns that text, or what the element shows instead when the time is over; `nothing` if there is no such element
   * @param within in milliseconds
   */
  shows(selector: string, text: string, within?: number): Promise<string>;
  /** Cuts its connection to the broker. @throws CannotRunError `unknown-client` if there is none */
  isCut(): Promise<void>;
}

export interface Program {
  /**
   * Waits for something that the program should cause.
   * @throws DeadlineError if it ends without that, or does not cause it
   */
  until<T>(awaited: Promise<T>): Promise<T>;
  /**
   * Waits until it has ended by itself, and all that it has written is there.
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
