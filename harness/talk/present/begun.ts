import type { Deck, StageState } from './state.ts';

/**
 * When the talk began, in ms since 1970, once this slide is shown. Leaving the first slide starts the clock, and counts the
 * time planned for that slide: the speaker has greeted the room.
 */
export function begunAt({ begun }: StageState, slide: number, { slides }: Deck): number | undefined {
  if (begun !== undefined || slide === 0) return begun;
  return Date.now() - 1_000 * (slides[0]?.seconds ?? 0);
}
