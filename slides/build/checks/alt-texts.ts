import type { Deck } from '../deck.ts';
import { problem } from './problem.ts';

/** A word or two describe nothing. */
const LEAST = 10;

/** Images that say nothing to those who do not see them. */
export const altTextProblems = ({ file, slides }: Deck): string[] =>
  slides
    .flatMap(({ images }) => images)
    .filter(({ alt }) => alt.length < LEAST)
    .map(({ target, alt, line }) => problem({ deck: file, line }, `${target} is described by "${alt}" only`));
