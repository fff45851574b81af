import type { Slide } from '../../state.ts';

/** The position of a talk in its schedule, in seconds. */
export interface Pace {
  /** Planned time of the whole talk. */
  readonly total: number;
  /** Planned time span of the current slide. */
  readonly from: number;
  readonly until: number;
  /** How far the talk is behind its schedule; negative if it is ahead, 0 within the span of the current slide. */
  readonly behind: number;
}

/** Undefined if the notes of the deck give no times. */
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
