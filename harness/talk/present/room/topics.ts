/* The topics of a room, the same on phones and on the broker. */

/** Topics that one phone publishes to, and no other. */
export interface PhoneTopics {
  /** Payload: the number of an option, from 0. */
  readonly vote: string;
  /** Payload: the name of a reaction. */
  readonly reaction: string;
  /** Its last will. */
  readonly gone: string;
}

export interface RoomTopics {
  /** Retained: what is asked now, as JSON ({@link Question}). */
  readonly question: string;
  /** Retained: the votes so far, as JSON ({@link Tally}). */
  readonly tally: string;
  /** Retained, at the end of the talk: {@link OVER}. */
  readonly state: string;
  readonly phone: (id: string) => PhoneTopics;
  /** Topic filter for what all phones say. */
  readonly phones: string;
}

export interface Question {
  /** Number of the slide that asks; votes are for it. */
  readonly slide: number;
  readonly asks: string;
  readonly options: readonly string[];
}

export interface Tally {
  readonly slide: number;
  /** For each option. */
  readonly votes: readonly number[];
  /** Phones that are connected. */
  readonly phones: number;
}

/** Payload of the last will. */
export const GONE = 'gone';
/** Payload of the state, when the talk has ended. */
export const OVER = 'over';
/** Client ids of phones; a phone makes one up, and only the broker sees it. */
export const phoneId = /^[0-9a-f]{16}$/;

export function topicsOf(session: string): RoomTopics {
  const room = `room/${session}`;
  return {
    question: `${room}/question`,
    tally: `${room}/tally`,
    state: `${room}/state`,
    phone: (id) => ({
      vote: `${room}/phone/${id}/vote`,
      reaction: `${room}/phone/${id}/reaction`,
      gone: `${room}/phone/${id}/gone`,
    }),
    phones: `${room}/phone/+/+`,
  };
}
