import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { clientClaims } from '../../../harness/situations/claims/index.ts';

const read = (name: string) => readFile(new URL(`../../../docs/${name}`, import.meta.url), 'utf8');
const pages = [await read('other-clients.md'), await read('other-clients.ja.md')];

/** Rows of the table of verdicts, without the words of a language. */
const rowsOf = (page: string): string[][] =>
  [...page.matchAll(/^\| .* \| (?:3\.1\.1|5) \| .*$/gm)].map(([row]) => row.match(/`[^`]+`|\d[\w.]*/g) ?? []);

test('docs/other-clients names claims that exist', () => {
  const ids = clientClaims.map(({ id }) => `\`${id}\``);
  const named = rowsOf(pages[0] ?? '').flatMap((row) => row.filter((word) => word.startsWith('`')));
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter((id) => !ids.includes(id))).toEqual([]);
});

test('docs/other-clients has the same verdicts in both languages', () => {
  const [en, ja] = pages.map(rowsOf);
  expect(ja).toEqual(en);
});
