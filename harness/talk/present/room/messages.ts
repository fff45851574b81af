import type { IncomingHttpHeaders } from 'node:http';
import type { RoomLimits } from './limits.ts';
import type { Question, Tally } from './topics.ts';

/** What the room's process is started with. */
export interface RoomBegin {
  /** Part of its topics. */
  readonly session: string;
  readonly limits: RoomLimits;
}

/** A request to upgrade to WebSocket. It is sent to the room's process with its socket. */
export interface Entering {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  /** Bytes that came after the request, in Base64. */
  readonly head: string;
  /** The address of the client. */
  readonly address: string;
}

/** A packet as the stage shows it. Its words come from our own lists, never from a phone. */
export interface LanePacket {
  /** Number of the phone. */
  readonly phone: number;
  readonly what: 'vote' | 'reaction' | 'gone';
  /** The option's number, or the reaction's name. */
  readonly payload: string;
}

/** What happened since the last report. */
export interface News {
  readonly tally: Tally;
  readonly packets: readonly LanePacket[];
}

/** Messages to the room's process. */
export type ToRoom =
  | { readonly begin: RoomBegin }
  | { readonly enter: Entering }
  | { readonly ask: Question | null }
  | { readonly end: true };

/** Messages from it: it is ready for phones; a report; an address has closed a connection. */
export type FromRoom = { readonly ready: true } | { readonly news: News } | { readonly left: string };
