import { expect, test } from 'vitest';
import { withTables } from '../../../harness/base/table-lines.ts';

test('successive lines with cells are a table, between sentences', () => {
  expect(
    withTables(['Measured:', 'QoS    bytes  99 %', '  0      256  3.17 ms  ▇▇', 'On one machine.']),
  ).toEqual([
    'Measured:',
    [
      ['QoS', 'bytes', '99 %'],
      ['0', '256', '3.17 ms', '▇▇'],
    ],
    'On one machine.',
  ]);
});

test('a sentence with a wide space is no table', () => {
  expect(withTables(['one  two', 'three', 'four  five'])).toEqual(['one  two', 'three', 'four  five']);
  expect(withTables([])).toEqual([]);
});
