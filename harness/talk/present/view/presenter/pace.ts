import type { Slide } from '../../state.ts';

/** Where a talk is, beside where it is meant to be; all in seconds. */
export interface Pace {
  /** What the whole talk is meant to take. */
  readonly total: number;
  /** While it is meant to be on this slide. */
  readonly from: number;
  readonly until: number;
  /** Behind, or ahead where it is negative; 0 as long as it is on the slide that it is meant to be on. */
  readonly behind: number;
}

/** Undefined for a deck whose notes give no times. */
export function paceOf(slides: readonly Slide[], slide: number, elapsed: number): Pace | undefined {
  const total = meant(slides);
  if (total === 0) return undefined;
  const from = meant(slides.slice(0, slide));
  const until = from + (slides[slide]?.seconds ?? 0);
  const behind = elapsed > until ? elapsed - until : Math.min(0, elapsed - from);
  return { total, from, until, behind };
}

const meant = (slides: readonly Slide[]): number => slides.reduce((sum, { seconds = 0 }) => sum + seconds, 0);

/** `1:05`. */
export const minutes = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, '0')}`;
