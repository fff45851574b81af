import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Deck, Slide } from '../../../../harness/talk/deck/slide.ts';
import { problem } from './problem.ts';

/** What has to be the same in every language. */
const alike = {
  cuts: ({ cuts }: Slide) => cuts,
  classes: ({ classes }: Slide) => classes,
  'synced parts': ({ synced }: Slide) => synced,
  'number of images': ({ images }: Slide) => images.length,
  'number of programs': ({ programs }: Slide) => programs.length,
  claims: ({ claims }: Slide) => claims.toSorted(),
} as const;

/** Slides of one language that the other has not, or has at another place, or different in more than words. */
export function twinProblems(one: Deck, other: Deck): string[] {
  const ids = other.slides.map(({ id }) => id);
  const alone = [
    ...without(one, ids, other),
    ...without(
      other,
      one.slides.map(({ id }) => id),
      one,
    ),
  ];
  const pairs = one.slides.flatMap((slide) => {
    const twin = other.slides.find(({ id }) => id === slide.id);
    return twin === undefined ? [] : [{ slide, twin }];
  });
  const order = other.slides.filter(({ id }) => pairs.some(({ slide }) => slide.id === id));
  const misplaced = pairs.find(({ slide }, index) => slide.id !== order[index]?.id);
  return [
    ...alone,
    ...(misplaced
      ? [
          problem(
            { deck: other.file, line: misplaced.twin.line },
            `${misplaced.slide.id} is at another place than in ${name(one)}`,
          ),
        ]
      : []),
    ...pairs.flatMap(({ slide, twin }) => differences(slide, twin, other)),
  ];
}

const name = ({ file }: Deck): string => path.basename(file);

const without = ({ file, slides }: Deck, ids: readonly string[], other: Deck): string[] =>
  slides
    .filter(({ id }) => !ids.includes(id))
    .map(({ id, line }) => problem({ deck: file, line }, `${id} has no twin in ${name(other)}`));

const differences = (slide: Slide, twin: Slide, { file }: Deck): string[] =>
  Object.entries(alike)
    .filter(([, of]) => !isDeepStrictEqual(of(slide), of(twin)))
    .map(([name, of]) =>
      problem(
        { deck: file, line: twin.line },
        `${twin.id}: ${name} ${JSON.stringify(of(twin))}, in the other language ${JSON.stringify(of(slide))}`,
      ),
    );
