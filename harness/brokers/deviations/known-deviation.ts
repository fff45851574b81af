import type { Text } from '../../base/text.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';

/**
 * A claim that a broker breaks, looked into by hand: against the words of the specification, and on the wire. It holds for a
 * range of versions, from `since` up to the one before `mended`. One claim may have several, each with a range or a `seen` of
 * its own.
 */
export interface KnownDeviation {
  readonly claim: string;
  /** The broker's name, as in `--broker NAME=URL`. */
  readonly broker: string;
  /** The first version that has it, as far as it was seen or read in the broker's sources. */
  readonly since: string;
  /** The first version that does not have it any more; left out where every later one has it, as far as is known. */
  readonly mended?: string;
  /** Versions on which it was really seen, in ascending order. */
  readonly lookedAt: readonly string[];
  /** Why the claim may hold there, too: a race in the broker, or a setting. Then holding is no news. */
  readonly sometimes?: Text;
  readonly protocolVersions: readonly ProtocolVersion[];
  /** The normative statement that is not kept. */
  readonly statement: string;
  /** What the claim sees on it, as data; anything else is not this deviation. */
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
