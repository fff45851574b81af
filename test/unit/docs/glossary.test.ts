import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { languages } from '../../../harness/base/text.ts';
import { explained, glossary } from '../../../harness/lab/terminal/narration/explained.ts';

const firstCells = async (file: string): Promise<string[]> =>
  Array.from((await readFile(file, 'utf8')).matchAll(/^\| ([^|-][^|]*) \|/gm), ([, cell = '']) => cell);

test.each(languages)(
  'each word that the output explains has its row in the glossary: %s',
  async (language) => {
    const cells = await firstCells(glossary[language]);
    for (const word of Object.keys(explained)) {
      expect(
        cells.filter((cell) => new RegExp(`\\b${word}\\b`).test(cell)),
        word,
      ).toHaveLength(1);
    }
  },
);

test('both glossaries have the same words in the same order', async () => {
  const [en, ja] = await Promise.all([firstCells(glossary.en), firstCells(glossary.ja)]);
  expect(ja.length).toBe(en.length);
  for (const [row, word] of en.entries()) {
    if (!/^(word|lab)/.test(word)) expect(ja[row], word).toContain(word);
  }
});
