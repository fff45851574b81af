import type { Text } from '../../base/text.ts';
import type { Need } from './need.ts';

/** One thing that a broker does not do, as its makers document, and that the broker does not say on the wire. */
export interface Lack {
  /** A part of MQTT; every claim that needs it is unsupported. */
  readonly need?: Need;
  /** The ids of the unsupported claims and observations, if what is missing is less than a part of MQTT. */
  readonly claims?: readonly string[];
  /** The makers only say that it may be missing: that it is there is no news. */
  readonly isOnlyPossible?: true;
  /** What the makers document, in our own words. */
  readonly says: Text;
  /** The page that says it. */
  readonly source: string;
  /** The page, with when and how it was read, if that is known. */
  readonly read?: Text;
}

/**
 * What a broker is documented not to do. Such a claim is unsupported instead of broken; the report always shows that with
 * its source.
 */
export interface Profile {
  /** The broker's name, as in `--broker NAME=URL`. */
  readonly broker: string;
  /** The first version to which it no longer applies; default: it applies to all versions. */
  readonly before?: string;
  readonly lacks: readonly Lack[];
}
