import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';

/** These leave a test out without a reason; a test that is left out for now is not there. */
const silent = /\b(?:skipIf|runIf)\(|\bskip\(\s*\)|\b(?:it|test|describe)(?:\.\w+)*\.(?:skip|todo|only)\b/;
const folder = path.join(repositoryRoot, 'test');

test('no test is skipped without a reason', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    file.endsWith('.ts'),
  );
  expect(files.length).toBeGreaterThan(300);
  const others = files.filter((file) => path.basename(file) !== 'skips.test.ts');
  const found = others.filter((file) => silent.test(readFileSync(path.join(folder, file), 'utf8')));
  expect(found).toEqual([]);
});

test.each([
  "describe.skipIf(!has)('it', () => {});",
  "test.runIf(has)('it', () => {});",
  "it.skip('it', () => {});",
  "test.concurrent.only('it', () => {});",
  'context.skip();',
  'if (!has) skip( );',
])('%s is found', (line) => {
  expect(silent.test(line)).toBe(true);
});
