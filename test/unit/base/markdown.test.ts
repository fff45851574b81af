import { expect, test } from 'vitest';
import { code, escapeMarkdown, ownSentence, prose, table } from '../../../harness/base/markdown.ts';

test('what comes from outside begins and ends nothing', () => {
  expect(escapeMarkdown('a | b\n# <img> *x* [y](z) \\ \u202e')).toBe(
    'a \\| b \\# &lt;img\\> \\*x\\* \\[y\\]\\(z\\) \\\\ ·',
  );
});

test('a sentence of our own keeps its punctuation; a pipe, a backslash or a line end does not end its cell', () => {
  expect(ownSentence('up to 10 s (3 s), 1-2 or "no | never"')).toBe(
    'up to 10 s (3 s), 1-2 or "no \\| never"',
  );
  expect(ownSentence('a\\|b\nc')).toBe('a\\\\\\|b c');
});

test.each([prose, ownSentence])('code has no escapes but that of the pipe', (written) => {
  expect(written('to `a\\+|b`')).toBe('to `a\\+\\|b`');
});

test('code is fenced by more backticks than there are in it', () => {
  expect(code('a``b')).toBe('```a``b```');
  expect(code('`a')).toBe('`` `a ``');
});

test('an address of the web stays one', () => {
  expect(prose('see https://example.org/a_b-c.')).toBe('see <https://example.org/a_b-c.>');
});

test('a table: its head, a rule, a line a row', () => {
  expect(table(['a', 'b'], [['1', '2']])).toEqual(['| a | b |', '| --- | --- |', '| 1 | 2 |']);
});
