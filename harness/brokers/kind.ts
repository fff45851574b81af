import type { OwnBroker } from './broker.ts';
import type { KnownDeviation } from './deviations/known-deviation.ts';
import type { Opening } from './docker/container-broker.ts';
import type { Profile } from './limits/profile.ts';
import type { Setting } from './limits/setting.ts';
import type { Setup } from './setup/setup.ts';

/**
 * A broker that this project knows by name. It has a folder of its own, and this is its description: names, help texts, columns,
 * known deviations and what is expected of it are derived from the list of kinds.
 */
export interface BrokerKind<Name extends string = string> {
  /** As in `--broker NAME`. */
  readonly name: Name;
  /** As its makers write it. */
  readonly title: string;
  /** How the broker writes its own name on the wire, in lower case; like `name` if left out, none if empty. */
  readonly callsItself?: readonly string[];
  /** Whether `npm test` runs on it. Other kinds are started only where they are asked for. */
  readonly isInTests: boolean;
  /** Whether there are other versions of it, each by a tag of its image. */
  readonly hasTags: boolean;
  /** Environment variables that change what is started, for the help texts. */
  readonly variables: readonly string[];
  /** Parts of a setup that this project does not know how to make with it: claims that need them are not run on it. */
  readonly cannot: readonly (keyof Setup)[];
  /** How many may be starting at the same time; two if left out. */
  readonly startsAtOnce?: number;
  readonly deviations: readonly KnownDeviation[];
  /** What its makers document that it does not do. */
  readonly lacks: readonly Profile[];
  /** The settings that decide what an observation sees, by the observation's id. */
  readonly settings: Readonly<Record<string, Setting>>;
  /**
   * Starts it; it answers MQTT on every endpoint when this returns.
   * @param tag of its image, instead of the usual one
   * @throws CannotRunError for everything a person can mend; the signal's reason
   */
  start(opening: Opening, setup: Setup, tag?: string): Promise<OwnBroker>;
}

/** Declares a kind, with its name as a type. */
export const brokerKind = <const Name extends string>(kind: BrokerKind<Name>): BrokerKind<Name> => kind;
