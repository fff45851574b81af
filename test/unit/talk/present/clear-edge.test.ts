import { expect, test } from 'vitest';
import { clearEdge, type Extent, joined } from '../../../../harness/talk/present/view/run/clear-edge.ts';

const rows: readonly Extent[] = [
  [10, 30],
  [50, 70],
  [60, 80],
];

test.for([
  { wanted: 40, up: 20, down: 20, at: 40, says: 'an edge that cuts no text stays' },
  { wanted: 25, up: 20, down: 20, at: 30, says: 'the nearest end of a text' },
  { wanted: 14, up: 20, down: 20, at: 10, says: 'the nearest beginning of one' },
  { wanted: 65, up: 20, down: 20, at: 50, says: 'what is beside another text is not cut either' },
  { wanted: 25, up: 20, down: 0, at: 10, says: 'no further down than it may be' },
  { wanted: 25, up: 5, down: 0, at: 25, says: 'nowhere to go' },
])('$says', ({ wanted, up, down, at }) => {
  expect(clearEdge(wanted, rows, up, down)).toBe(at);
});

test('the top is always clear', () => {
  expect(clearEdge(0, [[-5, 20]], 20, 20)).toBe(0);
});

test('the lines of one packet are one extent', () => {
  expect(
    joined(
      [
        [50, 70],
        [10, 30],
        [31, 45],
      ],
      4,
    ),
  ).toEqual([
    [10, 45],
    [50, 70],
  ]);
});
