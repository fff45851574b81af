import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { checkDeck } from '../../../harness/talk/deck/check.ts';
import { sourceAddress, webAddress } from '../../../harness/talk/deck/repository.ts';

const front = {
  marp: 'true',
  theme: 'mqtt-hands-on',
  size: '16:9',
  lang: 'ja',
  title: 'a',
  description: 'b',
  author: 'c',
};

async function deckWith(fields: Partial<Record<keyof typeof front, string>>, body: string): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'deck-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'talk.md');
  const lines = Object.entries({ ...front, ...fields }).filter(([, value]) => value !== '');
  const yaml = lines.map(([key, value]) => `${key}: ${value}`).join('\n');
  await writeFile(file, `---\n${yaml}\n---\n\n# One\n\n${body}\n`);
  return file;
}

test('a sound deck passes', async () => {
  await checkDeck(await deckWith({}, '[the standard](https://example.org/mqtt) [here](#1)'));
});

test.each([
  ['a picture that is not there', {}, '![a picture](figures/none.svg)', 'figures/none.svg is not there'],
  ['a link to nothing', {}, '[a lab](../labs/none/lab.ts)', '../labs/none/lab.ts is not there'],
  ['a link out of the repository', {}, '[itself](talk.md)', 'talk.md is outside the repository'],
  ['a path of this machine', {}, '[a file](/etc/hosts)', '/etc/hosts is neither a web address nor'],
  ['a picture of this machine', {}, '![a picture](/a.svg)', '/a.svg is neither a web address nor'],
  ['a picture that is none', {}, '![a picture](talk.md)', 'are the picture formats known here'],
  ['a theme nobody wrote', { theme: 'mqtt-hand-on' }, '', 'did you mean mqtt-hands-on?'],
  ['no title', { title: '' }, '', 'no usable title'],
  ['no language', { lang: '' }, '', 'no usable lang'],
  ['front matter that is no YAML', { title: '"a' }, '', 'no usable'],
] as const)('%s is named', async (_name, fields, body, sentence) => {
  const error: unknown = await checkDeck(await deckWith(fields, body)).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'CannotRunError', code: 'broken-deck' });
  expect(String(error)).toContain(sentence);
  expect(String(error)).toContain('talk.md');
});

test('the line of a broken link is named', async () => {
  await expect(checkDeck(await deckWith({}, 'text\n\n[a lab](none.ts)'))).rejects.toThrow(
    /talk\.md:15: none\.ts/,
  );
});

test.each([
  [{ type: 'git', url: 'git+https://example.org/owner/name.git' }, 'https://example.org/owner/name'],
  ['https://example.org/owner/name', 'https://example.org/owner/name'],
])('%j is read at %s', (repository, address) => {
  expect(webAddress(repository)).toBe(address);
});

test.each([undefined, 'git@example.org:owner/name.git', { url: 'file:///srv/name.git' }])(
  '%j is no address for readers',
  (repository) => {
    expect(() => webAddress(repository)).toThrow(/no https address/);
  },
);

test('a file is read in the repository of package.json', () => {
  expect(sourceAddress('labs/03-retain/lab.ts')).toMatch(
    /^https:\/\/[^/]+\/.+\/blob\/main\/labs\/03-retain\/lab\.ts$/,
  );
});
