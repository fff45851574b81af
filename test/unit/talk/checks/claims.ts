import { didYouMean } from '../../../../harness/base/nearest.ts';
import type { Deck } from '../../../../harness/talk/deck/slide.ts';
import { problem } from './problem.ts';

/** Ids in the notes that are no claim: nothing would notice if what the slide says were wrong. */
export const claimProblems = ({ file, slides }: Deck, claims: readonly string[]): string[] =>
  slides.flatMap(({ claims: ids, line }) =>
    ids
      .filter((id) => !claims.includes(id))
      .map((id) =>
        problem({ deck: file, line }, `no test holds the claim ${id}: ${didYouMean(id, claims).en}`),
      ),
  );
