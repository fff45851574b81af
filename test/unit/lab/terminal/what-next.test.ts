import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { languages } from '../../../../harness/base/text.ts';
import { whatNext } from '../../../../harness/lab/terminal/what-next.ts';
import { repositoryRoot } from '../../../../harness/process/repository-root.ts';
import { labIds } from '../../../../labs/index.ts';

test('after a lab come its page, its first task, and the next lab', () => {
  expect(whatNext('03-retain')).toEqual([
    { en: 'read: labs/03-retain/README.md', ja: '読む: labs/03-retain/README.ja.md' },
    { en: 'try:  npm run lab 03 -- --task 1', ja: '課題: npm run lab 03 -- --task 1' },
    { en: 'next: npm run lab 04', ja: '次は: npm run lab 04' },
  ]);
});

test('the last lab has no next lab, and a lab of somebody else has nothing', () => {
  expect(whatNext(labIds.at(-1) ?? '').filter(({ en }) => en.startsWith('next'))).toEqual([]);
  expect(whatNext('99-elsewhere')).toEqual([]);
});

test.each(languages)('every page that is named is there: %s', (language) => {
  for (const id of labIds) {
    const page = whatNext(id)[0]?.[language].replace(/^.*: /, '') ?? '';
    expect(existsSync(path.join(repositoryRoot, page)), page).toBe(true);
  }
});
