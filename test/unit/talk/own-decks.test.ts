import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { allDecks, deckAt } from '../../../harness/talk/deck/find-decks.ts';
import { renderDeck } from '../../../harness/talk/present/deck/render.ts';
import { Talk } from '../../../harness/talk/present/talk.ts';

const folder = path.resolve(import.meta.dirname, '../../support/decks');
const shown = (name: string, cut?: string) => renderDeck(path.join(folder, `${name}.md`), cut);
const titles = (slides: readonly { html: string }[]) =>
  slides.map(({ html }) => /<h\d[^>]*>(.*?)<\/h\d>/.exec(html)?.[1]?.trim());

test('headings that are to fit, and long code, are marked for scaling', async () => {
  const { slides } = await shown('fit');
  expect(slides[0]?.html).toMatch(/<h1 is="marp-h1" data-auto-scaling/);
  expect(slides[1]?.html).toMatch(/<pre is="marp-pre" data-auto-scaling="downscale-only"/);
});

test('emoji and the fonts of formulas are in the deck', async () => {
  const { slides, css, notices } = await shown('emoji-and-formulas');
  const emoji = [...(slides[0]?.html ?? '').matchAll(/<img class="emoji"[^>]*src="([^"]*)"/g)];
  expect(emoji).toHaveLength(3);
  for (const [, address] of emoji) expect(address).toMatch(/^data:image\/svg\+xml;base64,/);
  expect(css).toMatch(/font-family:KaTeX_Main[^}]*url\("data:font\/woff2;base64,/);
  expect(/url\(["']?https?:/.test(css)).toBe(false);
  expect(notices).toEqual([]);
});

test('every picture is in the deck, whatever names it, and one that many slides show is there once', async () => {
  const { slides, css } = await shown('backgrounds');
  const variables = new Map(
    [...css.matchAll(/(--picture-\d+):url\("data:image\/(\w+);/g)].map(
      ([, ...pair]) => pair as [string, string],
    ),
  );
  expect([...variables.values()].sort()).toEqual(['gif', 'png']);
  const background = (at: number) =>
    variables.get(/background-image:var\((--picture-\d+)\)/.exec(slides[at]?.html ?? '')?.[1] ?? '');
  expect([background(0), background(1)]).toEqual(['png', 'gif']);
  expect(slides[2]?.html).toContain('<img src="data:image/png;base64,');
  expect(slides[2]?.html).toMatch(/<figure data-style="background-image:var\(--picture-\d+\)/);
  expect(css).toMatch(/section\[data-marpit-scope-\w+\]\{background-image:url\("data:image\/png;base64,/);
  for (const { html } of slides) expect(html).toContain('<footer><img src="data:image/gif;base64,');
});

test('a theme brings its fonts', async () => {
  const { css } = await shown('notepad');
  expect(css).toMatch(/font-family: ?'?Lato'?;[^}]*url\("data:font\/woff2;base64,/);
  expect(css).not.toContain('@import');
});

test('a deck that an editor has emptied, and not written yet, leaves the talk as it was', async () => {
  const temporary = await mkdtemp(path.join(os.tmpdir(), 'mqtt-hands-on-deck-'));
  onTestFinished(() => rm(temporary, { recursive: true }));
  const file = path.join(temporary, 'talk.md');
  await writeFile(file, '# One\n\n---\n\n# Two\n');
  const talk = new Talk(file, 'en', undefined);
  await talk.read();
  for (const nothing of ['', '\u{feff}', ' \n']) {
    await writeFile(file, nothing);
    await expect(talk.read()).rejects.toMatchObject({ code: 'broken-deck' });
    expect(titles(talk.deck.slides)).toEqual(['One', 'Two']);
  }
});

test('a file of Windows, with a byte order mark, is read as any other', async () => {
  const { slides } = await shown('notepad');
  expect(titles(slides)).toEqual(['はじめて', 'つぎ']);
  for (const { html } of slides) expect(html).toContain('lang="ja"');
});

test('links within the deck lead to slides by their number', async () => {
  const { slides } = await shown('links');
  const links = slides.map(({ html }) => [...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href));
  expect(links).toEqual([['#3', '#3'], [], ['#1']]);
});

test('a cut of slides that headings begin: links lead to what is left, and what lasts stays', async () => {
  const { slides, css } = await shown('headings', 'short');
  expect(titles(slides)).toEqual(['One', 'Three']);
  expect(slides[0]?.html).toMatch(/<a href="#2">to the last<\/a> and <a >to the second<\/a>/);
  for (const { html } of slides) expect(html).toContain('<footer>from the first on</footer>');
  expect(css).toMatch(/h2\)?\{color:red/);
});

test('a deck through a symbolic link finds what lies beside the link or the deck', async () => {
  const elsewhere = await mkdtemp(path.join(os.tmpdir(), 'deck-'));
  onTestFinished(() => rm(elsewhere, { recursive: true }));
  const link = path.join(elsewhere, 'talk.md');
  await symlink(path.join(folder, 'backgrounds.md'), link);
  const used: string[] = [];
  await renderDeck(link, undefined, (file) => used.push(path.relative(folder, file)));
  expect([...new Set(used)].sort()).toEqual(['pictures/moving.gif', 'pictures/red square.png']);
});

test('a deck is found from where npm was called', () => {
  const before = process.env.INIT_CWD;
  process.env.INIT_CWD = folder;
  onTestFinished(() => {
    process.env.INIT_CWD = before;
  });
  expect(deckAt('fit.md')).toBe(path.join(folder, 'fit.md'));
  expect(deckAt('package.json')).toBe(path.resolve('package.json'));
});

test('every deck of a folder is one that says marp: true', async () => {
  const some = await mkdtemp(path.join(os.tmpdir(), 'decks-'));
  onTestFinished(() => rm(some, { recursive: true }));
  const minimal = '---\nmarp: true\n---\n\n# One\n';
  await writeFile(path.join(some, 'b.md'), minimal);
  await writeFile(path.join(some, 'a.md'), await readFile(path.join(folder, 'notepad.md')));
  await writeFile(path.join(some, 'README.md'), '# marp: true\n');
  expect((await allDecks(some)).map((file) => path.basename(file))).toEqual(['a.md', 'b.md']);
});
