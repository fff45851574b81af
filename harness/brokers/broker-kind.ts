import type { OwnBroker } from './broker.ts';
import type { CloudLimits } from './clouds/limits.ts';
import type { KnownDeviation } from './deviations/known-deviation.ts';
import type { Opening } from './docker/container-broker.ts';
import type { Profile } from './limits/profile.ts';
import type { Setting } from './limits/setting.ts';
import type { Setup } from './setup/setup.ts';

/**
 * A broker that this project knows by name. This is the description in its folder. Names, help texts, columns, known
 * deviations and the expectations of tests are derived from the list of kinds.
 */
export interface BrokerKind<Name extends string = string> {
  /** As in `--broker NAME`. */
  readonly name: Name;
  /** As its makers write it. */
  readonly title: string;
  /** Other names that people give it, in lower case. A mistyped `--broker` is corrected by them. */
  readonly alsoCalled?: readonly string[];
  /** The documented limits of a cloud. The harness stays inside of them. */
  readonly cloud?: CloudLimits;
  /** The broker's own name as it writes it on the wire, in lower case; default: `name`. Empty if it never writes one. */
  readonly callsItself?: readonly string[];
  /** Whether `npm test` runs on it. Other kinds are started only on request. */
  readonly isInTests: boolean;
  /** Whether a tag of its image can choose another version. */
  readonly hasTags: boolean;
  /** Environment variables that change what is started, for the help texts. */
  readonly variables: readonly string[];
  /** Parts of a setup that this project cannot make with this broker. Claims that need them are unsupported on it. */
  readonly cannot: readonly (keyof Setup)[];
  /** How many may start at the same time; default: 2. */
  readonly startsAtOnce?: number;
  readonly deviations: readonly KnownDeviation[];
  /** What the broker does not do, as its makers document. */
  readonly lacks: readonly Profile[];
  /** The settings that decide what an observation sees, by the observation's id. */
  readonly settings: Readonly<Record<string, Setting>>;
  /**
   * Starts the broker; it answers MQTT on every endpoint when this returns.
   * @param tag a tag for its image, instead of the pinned one
   * @throws CannotRunError for every problem that the user can solve; the signal's reason
   */
  start(opening: Opening, setup: Setup, tag?: string): Promise<OwnBroker>;
}

/** Declares a kind, with its name as a type. */
export const brokerKind = <const Name extends string>(kind: BrokerKind<Name>): BrokerKind<Name> => kind;
