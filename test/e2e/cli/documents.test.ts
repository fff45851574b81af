import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Language, languages } from '../../../harness/base/text.ts';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { run } from '../support/program.ts';

interface Block {
  readonly page: string;
  readonly language: Language;
  readonly text: string;
}

const languageOf = (page: string): Language => (page.endsWith('.ja.md') ? 'ja' : 'en');
const isPage = (file: string): boolean => file.endsWith('.md');
const pages = ['', 'docs'].flatMap((folder) =>
  readdirSync(path.join(repositoryRoot, folder))
    .filter(isPage)
    .map((file) => path.join(folder, file)),
);

/** What pages of the repository show as output: blocks of code with the mark of a verdict. */
const blocks: readonly Block[] = pages.flatMap((page) => {
  const text = readFileSync(path.join(repositoryRoot, page), 'utf8');
  return Array.from(text.matchAll(/^```\n(.*?)^```$/gms), ([, inside = '']) => inside)
    .filter((inside) => /^ *[✔✘≠] |[✔✘≠] +\S/m.test(inside))
    .map((inside) => ({ page, language: languageOf(page), text: inside }));
});
const isMatrix = ({ text }: Block): boolean => /^ +MQTT 3\.1\.1 +MQTT 5$/m.test(text);

it('the pages have such blocks, in both languages', () => {
  for (const language of languages) {
    const own = blocks.filter((block) => block.language === language);
    expect(own.filter(isMatrix).map(({ page }) => page)).toHaveLength(2);
    expect(own.filter((block) => !isMatrix(block)).map(({ page }) => page)).toHaveLength(1);
  }
});

describe.each(languages)('in %s, an excerpt is what the program prints now:', (language) => {
  it('npm start', async () => {
    const { stdout } = await run(['harness/cli/start.ts', '--lang', language]);
    for (const { page, text } of blocks.filter((block) => block.language === language && !isMatrix(block)))
      expect(stdout, page).toContain(`\n${text}`);
  });

  it('npm run verify', async () => {
    for (const { page, text } of blocks.filter((block) => block.language === language && isMatrix(block))) {
      const claims = Array.from(text.matchAll(/^[a-z]\S+\.\S+(?= {2,})/gm), ([id]) => id);
      const only = ['--only', claims.join(',')];
      const words = ['--broker', 'embedded', '--lang', language, ...only];
      const { stdout } = await run(['harness/cli/verify.ts', ...words]);
      // It has more rows, of claims whose ids begin alike, and so other columns.
      const printed = stdout.split('\n').map(spaced);
      for (const line of text.split('\n').filter((one) => !isCount(one))) {
        expect(printed, page).toContain(spaced(line));
      }
    }
  });
});

const spaced = (line: string): string => line.trim().replaceAll(/ {2,}/g, '  ');
/** The last line counts the rows that the excerpt leaves out, too. */
const isCount = (line: string): boolean => /^\S+ \S+: (?:\d+ hold|成立 \d+)/.test(line);
