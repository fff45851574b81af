import path from 'node:path';
import type { Deck } from '../../../../harness/talk/deck/slide.ts';
import { problem } from './problem.ts';

/** Images without an alternative text. */
export const altTextProblems = ({ file, slides }: Deck): string[] =>
  slides
    .flatMap(({ images }) => images)
    .filter(({ alt, target }) => alt.trim() === '' || alt === path.basename(target))
    .map(({ target, alt, line }) => problem({ deck: file, line }, `${target} has no description ("${alt}")`));
