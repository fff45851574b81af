import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CannotRunError } from '../../../harness/base/errors.ts';
import { counts } from '../../../harness/claims/counts.ts';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { counted, documents, recounted } from '../../../harness/talk/sync/counts.ts';

const now = await counts();
const files = await documents();
const nameOf = (file: string) => path.relative(repositoryRoot, file);

/** A number of claims, faulty brokers, … that was typed by hand. */
const TYPED = /\b\d{2,} (?:件の主張|(?:normative )?(?:claims|statements|observations|faulty brokers)\b)/g;

test('the documents are found', () => {
  expect(files.map(nameOf)).toEqual(expect.arrayContaining(['README.md', 'docs/verifying.ja.md']));
});

test('their numbers are right', async () => {
  const stale = await recounted(files, now);
  expect(
    stale.map(({ file }) => nameOf(file)),
    'numbers in these documents are not right any more: run npm run docs:counts',
  ).toEqual([]);
});

test.for(['README.md', 'README.ja.md'])('%s counts what there is', async (name) => {
  const text = await readFile(path.join(repositoryRoot, name), 'utf8');
  for (const count of ['claims', 'statements-3.1.1', 'statements-5', 'faulty-brokers', 'observations'])
    expect(text).toContain(`<!-- count: ${count} -->`);
});

test.for(files.map(nameOf))('no number in %s is counted by hand', async (name) => {
  expect(
    (await readFile(path.join(repositoryRoot, name), 'utf8')).match(TYPED) ?? [],
    'write <!-- count: claims --><!-- /count --> in place of the number and run npm run docs:counts',
  ).toEqual([]);
});

test('a number is written between its markers, and nothing else changes', () => {
  const text = (number: string) => `All <!-- count: claims -->${number}<!-- /count --> of 7 claims\r\n`;
  expect(counted('/a.md', text('7'), { claims: 12 })).toBe(text('12'));
  expect(counted('/a.md', text(''), { claims: 12 })).toBe(text('12'));
});

test.for([
  ['a\n<!-- count: claim -->7<!-- /count -->', 'a.md:2: "claim" is nothing that is counted', 'claims?'],
  ['<!-- count: claims -->7\n', 'a.md:1: <!-- count: claims --> has no end', 'write <!-- /count -->'],
  ['<!-- count: claims -->7 <!-- count: claims -->8<!-- /count -->', 'has no end', '/count'],
] as const)('%j is named', ([text, what, advice]) => {
  const count = () => counted(path.resolve('a.md'), text, { claims: 12 });
  expect(count).toThrow(CannotRunError);
  expect(count).toThrow(what);
  expect(count).toThrow(advice);
});
