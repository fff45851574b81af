import type { Deck } from '../../../../harness/talk/deck/slide.ts';
import { problem } from './problem.ts';

/** Slides that cannot be told apart, or that would look different in a cut. */
export function markProblems({ file, slides }: Deck): string[] {
  return slides.flatMap(({ id, lasting, line }, index) => {
    const place = { deck: file, line };
    const earlier = slides.slice(0, index).find((slide) => slide.id === id);
    return [
      ...(/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)
        ? []
        : [problem(place, `the slide has no name: [slide]: # "NAME" (found "${id}")`)]),
      ...(earlier && id
        ? [problem(place, `the name ${id} is that of the slide on line ${earlier.line} too`)]
        : []),
      ...lasting.map((name) => problem(place, `${name} holds for later slides too: write _${name}`)),
    ];
  });
}
