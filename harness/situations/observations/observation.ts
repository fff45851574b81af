import type { Text } from '../../base/text.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { Played } from '../played.ts';

/** What was seen, as data, and as a person reads it. */
export interface Observed {
  readonly seen: unknown;
  readonly text: Text;
}

/** Something that the specification leaves to the client. Never a failure. */
export interface ClientObservation {
  readonly id: string;
  readonly says: Text;
  readonly protocolVersions?: readonly ProtocolVersion[];
  /** Whether a situation shows it. */
  isShownIn(situation: string): boolean;
  /**
   * Undefined where the situations did not show it.
   * @param played those that show it, in the order of the table
   */
  observe(played: readonly Played[]): Observed | undefined;
}

/** Fits situations of these kinds: the first words of their ids. */
export const kinds =
  (...wanted: readonly string[]): ClientObservation['isShownIn'] =>
  (situation) =>
    wanted.some((one) => situation === one || situation.startsWith(`${one}.`));
