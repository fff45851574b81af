import type { Text } from '../../base/text.ts';
import type { Need } from './need.ts';

/** What a broker's makers say that it does not do, where the broker itself does not say so on the wire. */
export interface Lack {
  /** A part of MQTT, with whatever needs it. */
  readonly need?: Need;
  /** Claims by their ids, where what is missing is no part of its own. */
  readonly claims?: readonly string[];
  /** The makers' words, in ours. */
  readonly says: Text;
  /** The page that says it. */
  readonly source: string;
}

/**
 * What a broker is documented not to do. It makes a claim unsupported that would be broken otherwise; that is always
 * shown, with its source.
 */
export interface Profile {
  /** The broker's name, as in `--broker NAME=URL`. */
  readonly broker: string;
  /** The first version it does not speak of any more; it speaks of all of them where this is left out. */
  readonly before?: string;
  readonly lacks: readonly Lack[];
}
