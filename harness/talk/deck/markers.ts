import type { Marp } from '@marp-team/marp-core';
import { litLines } from './lit-lines.ts';

/**
 * Comments that say something to our tools: `slide: ID` names a slide, `cut: NAME` counts it into a shorter talk,
 * `vote: OPTIONS` asks the room; `sync: …` and `synced: …` stand around what is written by `npm run slides:sync`.
 */
export const markerNames = ['slide', 'cut', 'vote', 'sync', 'synced'] as const;

/**
 * Makes Marp know them as directives: what it does not know is speaker notes to it. It knows lit lines of code, too
 * (lit-lines.ts).
 */
export function withMarkers<M extends Marp>(marp: M): M {
  for (const name of markerNames) marp.customDirectives.local[name] = () => ({});
  return marp.use(litLines);
}
