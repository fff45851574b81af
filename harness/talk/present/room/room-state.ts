import type { Text } from '../../../base/text.ts';
import type { Invitation } from '../server/invitation.ts';
import type { LanePacket } from './messages.ts';
import type { Question, Tally } from './topics.ts';

/** What the stage shows of a room. */
export interface RoomState {
  readonly isOpen: boolean;
  /** Why it is closed, unless it was closed on purpose. */
  readonly trouble?: Text;
  /** Whether the QR code for phones covers the slide. */
  readonly invites: boolean;
  /** What the slide asks. */
  readonly question?: Question;
  readonly tally: Tally;
}

/** What views are told: all that is not in it stays as it was. */
export interface RoomTold {
  readonly room: RoomState;
  /** Of the phone page. */
  readonly address?: Invitation;
  readonly packets: readonly LanePacket[];
}
