import type { IncomingHttpHeaders } from 'node:http';
import type { RoomLimits } from './limits.ts';
import type { Question, Tally } from './topics.ts';

/** How a room begins. */
export interface RoomBegin {
  /** In its topics. */
  readonly session: string;
  readonly limits: RoomLimits;
}

/** A request to go on as WebSocket, which goes to the room's process together with its socket. */
export interface Entering {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Bytes that came after the request, in Base64. */
  readonly head: string;
  /** The address it came from. */
  readonly address: string;
}

/** One packet as the lane on the stage shows it: no word of it comes from a phone but one of the allow-list. */
export interface LanePacket {
  /** Number of the phone. */
  readonly phone: number;
  readonly what: 'vote' | 'reaction' | 'gone';
  /** The option's number, or the reaction's name. */
  readonly payload: string;
}

/** What has happened since the last time. */
export interface News {
  readonly tally: Tally;
  readonly packets: readonly LanePacket[];
}

/** To the room's process. */
export type ToRoom =
  | { readonly begin: RoomBegin }
  | { readonly enter: Entering }
  | { readonly ask: Question | null }
  | { readonly end: true };

/** From it: it takes phones; what they did; a connection is gone. */
export type FromRoom = { readonly ready: true } | { readonly news: News } | { readonly left: string };
