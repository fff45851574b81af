import { expect, test } from 'vitest';
import { columns } from '../../../../harness/base/columns.ts';
import { gridLines, type Row } from '../../../support/digest/grid.ts';

const row = (name: string): Row => ({ name, cells: ['✔✔', '✔'] });
const rows = (count: number, length: number) =>
  Array.from({ length: count }, (_, at) => row(`${at}`.padEnd(length, 'x')));

test('few rows stand under each other', () => {
  expect(gridLines(['1', '2'], [row('retain'), row('qos')], 80)).toEqual([
    '       1  2',
    'retain ✔✔ ✔',
    'qos    ✔✔ ✔',
  ]);
  expect(gridLines(['1'], [], 80)).toEqual([]);
});

test('many stand in two halves, of which the right one may be shorter', () => {
  const lines = gridLines(['1', '2'], rows(11, 3), 80);
  expect(lines).toHaveLength(7);
  expect(lines.slice(0, 2)).toEqual(['    1  2      1  2', '0xx ✔✔ ✔  6xx ✔✔ ✔']);
  expect(lines.at(-1)).toBe('5xx ✔✔ ✔');
});

test('names are clipped so that two halves fit', () => {
  const lines = gridLines(['1', '2'], rows(20, 40), 80);
  expect(lines).toHaveLength(11);
  for (const line of lines) expect(columns(line)).toBeLessThanOrEqual(80);
  expect(lines[1]).toContain('…');
});

test('names that would be clipped too much stand under each other, whole', () => {
  const lines = gridLines(['1', '2'], rows(20, 40), 50);
  expect(lines).toHaveLength(21);
  expect(lines.join()).not.toContain('…');
});
