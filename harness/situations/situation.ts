import type { Text } from '../base/text.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { Conduct } from './conduct.ts';
import type { Certificate } from './stage/certificates.ts';
import type { Stage } from './stage/stage.ts';

/** An event in the life of a client. The harness causes it, and judges the client's packets. */
export interface Situation {
  /** E.g. `lost.puback`. */
  readonly id: string;
  readonly title: Text;
  /** Protocol versions in which it can happen; by default both. */
  readonly protocolVersions?: readonly ProtocolVersion[];
  /** It measures time, and takes seconds with any client. */
  readonly isAboutTime?: true;
  /** Whether there is a second server that a Server Reference can name. */
  readonly hasElsewhere?: true;
  /** The certificate of the stage; by default plain TCP. */
  readonly certificate?: Certificate;
  /** Why a client of this conduct can't get into it; undefined if it can. */
  outOfReach?(conduct: Conduct): Text | undefined;
  /** Prepares the stage before the client starts. */
  set?(stage: Stage, conduct: Conduct): void;
  /**
   * Acts on the client until the situation is over; afterwards the stage settles. By default it waits until the client is
   * done.
   * @throws NotReached if the client does not do what its rehearsal showed
   */
  play?(stage: Stage, conduct: Conduct): Promise<void>;
}
