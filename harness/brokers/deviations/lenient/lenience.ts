import type { Text } from '../../../base/text.ts';

/** Something that MQTT forbids and that several brokers accept in the same way. */
export interface Lenience {
  /** Has an entry for MQTT 5 only if a broker is known to accept it under MQTT 5. */
  readonly statements: { readonly 4: string; readonly 5?: string };
  readonly seen: unknown;
  /** The rest of a sentence that begins with the broker's name. */
  readonly does: Text;
  readonly wire: readonly string[];
  /** The section that forbids it. */
  readonly section: string;
}
