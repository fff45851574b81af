import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { readDeck } from '../../../harness/talk/deck/deck.ts';
import { labIds } from '../../../labs/index.ts';
import { linkProblems } from '../talk/checks/links.ts';

const at = (file: string) => path.join(repositoryRoot, file);
const read = (file: string) => readFile(at(file), 'utf8');

const papers = globSync('{*.md,.github/*.md,{docs,harness,labs}/**/*.md}', { cwd: repositoryRoot });
const scripts: Readonly<Record<string, string>> = JSON.parse(await read('package.json')).scripts;

test('the papers are found', () => {
  expect(papers).toEqual(
    expect.arrayContaining(['README.md', 'docs/brokers.ja.md', 'harness/wire/README.md']),
  );
});

describe.for(papers)('%s', (paper) => {
  test('has no link that leads nowhere', () => {
    expect(linkProblems(readDeck(at(paper)))).toEqual([]);
  });

  test('names npm scripts that there are', async () => {
    const named = (await read(paper)).matchAll(/\bnpm run (?:-s )?([a-z][\w:-]*)/g);
    expect(Array.from(named, ([, script = '']) => script).filter((script) => !(script in scripts))).toEqual(
      [],
    );
  });
});

/** The pages that users read. */
const pages = ['README', 'docs/presenting', 'docs/learning', 'docs/verifying', 'docs/brokers'];

describe.for(pages)('%s.md', (page) => {
  test('shows the commands that its Japanese twin shows', async () => {
    const commands = await commandsIn(`${page}.md`);
    expect(commands.length).toBeGreaterThan(0);
    expect(await commandsIn(`${page}.ja.md`)).toEqual(commands);
  });
});

/** What is typed in a page's blocks of code, without the remarks beside it. */
const commandsIn = async (page: string): Promise<string[]> =>
  Array.from((await read(page)).matchAll(/^(?:npm|npx|[A-Z_]+=\S+ npm) .*$/gm), ([line]) =>
    line.replace(/ +#.*$/, '').replace(/(?<=present -- )--lang \w+/, '--lang …'),
  );

test.for(['docs/learning.md', 'docs/learning.ja.md'])('%s lists every lab', async (page) => {
  const readme = page.endsWith('.ja.md') ? 'README.ja.md' : 'README.md';
  const text = await read(page);
  expect(
    labIds.filter((id) => !text.includes(`](../labs/${id}/${readme})`)),
    `add a row for each of these to the table in ${page}`,
  ).toEqual([]);
});

test.for(['README.md', 'README.ja.md'])(
  'the %s of each lab leads to the next lab, the last one to the first',
  async (readme) => {
    const texts = await Promise.all(labIds.map((id) => read(`labs/${id}/${readme}`)));
    const next = (index: number) => labIds[(index + 1) % labIds.length];
    expect(
      labIds.filter((_, index) => !texts[index]?.includes(`](../${next(index)}/${readme})`)),
      `link these to the lab after them, at the end of their ${readme}`,
    ).toEqual([]);
  },
);
