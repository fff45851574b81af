import type { Text } from '../base/text.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { Conduct } from './conduct.ts';
import type { Certificate } from './stage/certificates.ts';
import type { Stage } from './stage/stage.ts';

/** Something that happens to clients. The harness brings it about in front of one, and judges the packets. */
export interface Situation {
  /** E.g. `lost.puback`. */
  readonly id: string;
  readonly title: Text;
  /** Versions of MQTT in which it can happen; both if left out. */
  readonly protocolVersions?: readonly ProtocolVersion[];
  /** About time itself: it takes seconds, whatever the client. */
  readonly isAboutTime?: true;
  /** Whether there is a second server, which the first can refer the client to. */
  readonly hasElsewhere?: true;
  /** The certificate that the stage shows; plain TCP if left out. */
  readonly certificate?: Certificate;
  /** Why a client of this conduct does not get into it; undefined where it does. */
  outOfReach?(conduct: Conduct): Text | undefined;
  /** Sets the stage, before the client is started. */
  set?(stage: Stage, conduct: Conduct): void;
  /**
   * Goes along with the client until the situation is over; the stage settles afterwards. Left out: until it has done what it does.
   * @throws NotReached where the client does not do what its conduct promised
   */
  play?(stage: Stage, conduct: Conduct): Promise<void>;
}
