import type { Text } from '../../../base/text.ts';

/** Something that MQTT forbids, and that more than one broker lets pass in the same way. */
export interface Lenience {
  /** Under 5 only where a broker is known to let it pass there, too. */
  readonly statements: { readonly 4: string; readonly 5?: string };
  readonly seen: unknown;
  /** After the broker's name. */
  readonly does: Text;
  readonly wire: readonly string[];
  /** The section that forbids it. */
  readonly section: string;
}
