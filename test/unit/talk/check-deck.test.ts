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

const complaint = async (fields: Partial<Record<keyof typeof front, string>>, body: string) => {
  const deck = await deckWith(fields, body);
  try {
    return checkDeck(deck);
  } catch (error) {
    return error;
  }
};

test('a sound deck passes', async () => {
  expect(checkDeck(await deckWith({}, '[the standard](https://example.org/mqtt) [here](#1)'))).toEqual([]);
});

test('so does one with nothing in its front matter, or without any', async () => {
  const nothing = { theme: '', size: '', lang: '', title: '', description: '', author: '' };
  expect(checkDeck(await deckWith(nothing, 'text'))).toEqual([]);
  expect(checkDeck(await deckWith({ ...nothing, marp: '' }, 'text'))).toEqual([]);
});

test.each([
  ['a picture that is not there', {}, '![a picture](figures/none.svg)', 'figures/none.svg is not there'],
  ['a background that is not there', {}, '![bg](none.png)', 'none.png is not there'],
  ['one in HTML', {}, '<img src="none.png">', 'talk.md:13: none.png is not there'],
  ['one in a directive', {}, '<!-- _backgroundImage: url(none.png) -->', 'talk.md:13: none.png is not there'],
  ['one in a style', {}, '<style>h1 { background: url("none.png") }</style>', 'talk.md:13: none.png is not'],
  ['a link to nothing', {}, '[a lab](../labs/none/lab.ts)', '../labs/none/lab.ts is not there'],
  ['a path of this machine', {}, '[a file](/etc/hosts)', '/etc/hosts is neither a web address nor'],
  ['a picture of this machine', {}, '![a picture](/a.svg)', '/a.svg is neither a web address nor'],
  ['a picture that is none', {}, '![a picture](talk.md)', 'are the formats known here'],
  ['a theme nobody wrote', { theme: 'mqtt-hand-on' }, '', 'talk.md:3: there is no theme "mqtt-hand-on"'],
  ['its near name', { theme: 'mqtt-hand-on' }, '', 'did you mean mqtt-hands-on?'],
  ['front matter that is no YAML', { title: '"a' }, '', 'the front matter is no YAML'],
] as const)('%s is named', async (_name, fields, body, sentence) => {
  const error = await complaint(fields, body);
  expect(error).toMatchObject({ name: 'CannotRunError', code: 'broken-deck' });
  expect(String(error)).toContain(sentence);
  expect(String(error)).toContain('talk.md');
});

test.each([
  [
    'a picture on the network',
    '![a](https://example.org/a.png)',
    'talk.md:13: https://example.org/a.png is on',
  ],
  [
    'one in a style',
    '<style>h1 { background: url(//example.org/b.png) }</style>',
    'talk.md:13: //example.org/b',
  ],
  [
    'a style sheet on the network',
    '<style>@import "https://example.org/a.css";</style>',
    'is a style sheet else',
  ],
  ['a link out of the repository', '[itself](talk.md)', 'talk.md:13: talk.md is outside the repository'],
  ['a link to no slide', '[there](#9)', 'talk.md:13: #9 leads to no slide'],
])('%s is told with its line, and stops nothing', async (_name, body, sentence) => {
  const [notice, ...others] = checkDeck(await deckWith({}, body));
  expect(notice?.en).toContain(sentence);
  expect(notice?.ja).toMatch(/talk\.md:13: /);
  expect(others).toEqual([]);
});

test('the theme is what YAML says, with a comment behind it', async () => {
  const deck = await deckWith({ theme: 'gaia # the light one' }, '```yaml\ntheme: dark\n```');
  expect(checkDeck(deck)).toMatchObject([{ en: expect.stringMatching(/talk\.md:3: the theme is gaia/) }]);
  expect(checkDeck(await deckWith({ theme: '"gaia"' }, '```yaml\ntheme: dark\n```'))).toEqual([]);
});

test('the line of a broken link is named, in a paragraph too', async () => {
  expect(String(await complaint({}, 'text\n\n[a lab](none.ts)'))).toMatch(/talk\.md:15: none\.ts/);
  expect(String(await complaint({}, 'text\nmore\n[a lab](none.ts)'))).toMatch(/talk\.md:15: none\.ts/);
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
