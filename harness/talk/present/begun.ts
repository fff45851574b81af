import type { Deck, StageState } from './state.ts';

/**
 * When the talk began, in ms since 1970, once it shows this slide. It begins when it leaves its first slide, and has by
 * then taken the time that is meant for it: the speaker has said hello.
 */
export function begunAt({ begun }: StageState, slide: number, { slides }: Deck): number | undefined {
  if (begun !== undefined || slide === 0) return begun;
  return Date.now() - 1_000 * (slides[0]?.seconds ?? 0);
}
