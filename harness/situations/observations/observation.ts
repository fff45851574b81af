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
  /** Ids of the situations that show it, each looked at in turn. */
  readonly shownIn: readonly string[];
  readonly isAboutTime?: true;
  /** Undefined where the situations did not show it. */
  observe(played: readonly Played[]): Observed | undefined;
}
