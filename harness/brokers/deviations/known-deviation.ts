import type { Text } from '../../base/text.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';

/**
 * A claim that a broker breaks. A person has compared it with the specification and with the packets. It covers the versions
 * from `since` up to, but not including, `mended`. A claim may have several deviations, each with its own range or `seen`.
 */
export interface KnownDeviation {
  readonly claim: string;
  /** The broker's name, as in `--broker NAME=URL`. */
  readonly broker: string;
  /** The first version that is known to have it, from a run or from the broker's sources. */
  readonly since: string;
  /** The first version that no longer has it; left out if no such version is known. */
  readonly mended?: string;
  /** The versions on which it was seen in a run, in ascending order. */
  readonly lookedAt: readonly string[];
  /** Why the claim sometimes holds: a race in the broker, or a setting. Then a claim that holds is not reported as fixed. */
  readonly sometimes?: Text;
  readonly protocolVersions: readonly ProtocolVersion[];
  /** The normative statement that the broker breaks. */
  readonly statement: string;
  /** What the claim sees, as data. If the claim sees anything else, it is not this deviation. */
  readonly seen: unknown;
  /** What the broker does instead. */
  readonly does: Text;
  /** The packets that show it, as the tap prints them. */
  readonly wire: readonly string[];
  /** Where it is discussed or documented. */
  readonly link: string;
  /** The file that has this entry, from the root of the project. */
  readonly file: string;
}
