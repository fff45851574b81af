import { expect, test } from 'vitest';
import { onScreen } from '../../../harness/process/on-screen.ts';

const lines = ['claim    holds', '  a long reason that does not fit', '    アドレスを渡しても始めない'];

test('in a terminal, what is too long is broken between words and indented', () => {
  expect(onScreen(lines, { isTTY: true, columns: 20 })).toEqual([
    'claim    holds',
    '  a long reason that',
    '    does not fit',
    '    アドレスを',
    '      渡しても',
    '      始めない',
  ]);
});

test('for a file or a pipe, lines stay as they are', () => {
  expect(onScreen(lines, { isTTY: false, columns: 20 })).toEqual(lines);
});
