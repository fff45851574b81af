import type { Text } from '../../base/text.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import type { Played } from '../played.ts';

/** What was observed, as data and as text. */
export interface Observed {
  readonly seen: unknown;
  readonly text: Text;
}

/** A behaviour that the specification leaves to the client. Never a failure. */
export interface ClientObservation {
  readonly id: string;
  readonly says: Text;
  readonly protocolVersions?: readonly ProtocolVersion[];
  /** Whether a situation shows it. */
  isShownIn(situation: string): boolean;
  /**
   * Undefined if the situations did not show it.
   * @param played those that show it, in the order of the table
   */
  observe(played: readonly Played[]): Observed | undefined;
}

/** Matches situations of these kinds: the first words of their ids. */
export const kinds =
  (...wanted: readonly string[]): ClientObservation['isShownIn'] =>
  (situation) =>
    wanted.some((one) => situation === one || situation.startsWith(`${one}.`));
