import { type Place, placeName } from '../../../../harness/talk/deck/place.ts';

/** What is wrong with a deck, in one line. */
export const problem = (place: Place, what: string): string => `${placeName(place)}: ${what}`;
