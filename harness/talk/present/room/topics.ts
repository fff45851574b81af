/* The topics of a room, shared by phones and broker. */

/** The topics that only one phone publishes to. */
export interface PhoneTopics {
  /** Payload: the number of an option, from 0. */
  readonly vote: string;
  /** Payload: the name of a reaction. */
  readonly reaction: string;
  /** Topic of its will. */
  readonly gone: string;
}

export interface RoomTopics {
  /** Retained: the current question, as JSON ({@link Question}). */
  readonly question: string;
  /** Retained: the votes so far, as JSON ({@link Tally}). */
  readonly tally: string;
  /** Retained, at the end of the talk: {@link OVER}. */
  readonly state: string;
  readonly phone: (id: string) => PhoneTopics;
  /** Topic filter for the messages of all phones. */
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
  /** Number of votes by option. */
  readonly votes: readonly number[];
  /** Number of connected phones. */
  readonly phones: number;
}

/** Payload of the will. */
export const GONE = 'gone';
/** Payload of the state at the end of the talk. */
export const OVER = 'over';
/** Client ids of phones. The page makes one up, and only the broker sees it. */
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
