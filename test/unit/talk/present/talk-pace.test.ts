import { expect, test } from 'vitest';
import { minutes, paceOf } from '../../../../harness/talk/present/view/presenter/pace.ts';

const slides = [20, 40, undefined, 60].map((seconds) => ({
  html: '',
  ...(seconds !== undefined && { seconds }),
}));

test.each([
  // Slide, clock, and how far behind.
  [0, 0, 0],
  [0, 20, 0],
  [0, 21, 1],
  [1, 10, -10],
  [1, 35, 0],
  [2, 60, 0],
  [2, 75, 15],
  [3, 500, 380],
] as const)('on slide %i at %i s it is %i s behind', (slide, elapsed, behind) => {
  expect(paceOf(slides, slide, elapsed)).toMatchObject({ total: 120, behind });
});

test('each slide has its part of the talk', () => {
  expect(slides.map((_, index) => paceOf(slides, index, 0)).map((pace) => [pace?.from, pace?.until])).toEqual(
    [
      [0, 20],
      [20, 60],
      [60, 60],
      [60, 120],
    ],
  );
});

test('notes without times tell no pace', () => {
  expect(paceOf([{ html: '' }], 0, 10)).toBeUndefined();
});

test('times are in minutes and seconds', () => {
  expect([0, 9.9, 65, 600].map(minutes)).toEqual(['0:00', '0:09', '1:05', '10:00']);
});
