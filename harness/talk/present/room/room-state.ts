import type { Text } from '../../../base/text.ts';
import type { Invitation } from '../server/invitation.ts';
import type { LanePacket } from './messages.ts';
import type { Question, Tally } from './topics.ts';

/** The state of a room, for the stage. */
export interface RoomState {
  readonly isOpen: boolean;
  /** Why it closed; absent if it was closed on purpose. */
  readonly trouble?: Text;
  /** Whether the QR code for phones covers the slide. */
  readonly invites: boolean;
  /** The question of the slide. */
  readonly question?: Question;
  readonly tally: Tally;
}

/** A change of the room, for views. Parts that are absent stay as they are. */
export interface RoomTold {
  readonly room: RoomState;
  /** Address of the phone page. */
  readonly address?: Invitation;
  readonly packets: readonly LanePacket[];
}
