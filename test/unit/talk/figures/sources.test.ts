import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { figureChanges } from '../../../../harness/talk/figures/figures.ts';
import { make } from '../../../../harness/talk/sync/sync.ts';
import { elements, parseSvg } from '../../diagram/drawing.ts';

const svg = (content: string, attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" xml:lang="en"${attributes}>\n  <style/>\n${content}\n</svg>\n`;
const door = svg('  <title>A door</title>\n  <text x="1">open</text>\n  <text x="2">PUBLISH</text>');
const doorTexts = [{ en: 'A door', ja: 'ドア' }, { en: 'open', ja: '開く' }, 'PUBLISH'];

/** A folder of figures: sources by name, and the table of texts. */
async function folderWith(sources: Readonly<Record<string, string>>, texts: unknown): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'figures-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await mkdir(path.join(folder, 'source'));
  const table = typeof texts === 'string' ? texts : JSON.stringify(texts);
  for (const [name, content] of Object.entries({ ...sources, 'source/texts.json': table }))
    await writeFile(path.join(folder, name), content);
  return folder;
}

async function draw(folder: string): Promise<void> {
  for (const change of await figureChanges(folder)) await make(change);
}

/** The words of a drawn figure. */
async function wordsOf(folder: string, name: string): Promise<string[]> {
  const root = parseSvg(await readFile(path.join(folder, name), 'utf8'));
  return ['title', 'text'].flatMap((tag) => elements(root, tag)).map(({ textContent }) => textContent ?? '');
}

describe('a template', () => {
  test('is drawn in every language, and then there is nothing left to do', async () => {
    const folder = await folderWith({ 'source/door.svg': door }, { door: doorTexts });
    await draw(folder);
    expect(await wordsOf(folder, 'door.en.svg')).toEqual(['A door', 'open', 'PUBLISH']);
    expect(await wordsOf(folder, 'door.ja.svg')).toEqual(['ドア', '開く', 'PUBLISH']);
    expect(await readFile(path.join(folder, 'door.ja.svg'), 'utf8')).toContain('xml:lang="ja"');
    expect(await figureChanges(folder)).toEqual([]);
  });

  test('that is gone takes its figures with it', async () => {
    const folder = await folderWith({ 'door.en.svg': door, 'door.ja.svg': door }, {});
    await draw(folder);
    expect(await readdir(folder)).toEqual(['source']);
  });

  test('and a figure without words get the style sheet, and are else left as they are', async () => {
    const folder = await folderWith(
      { 'source/door.svg': door, 'cover.svg': svg('  <g/>') },
      { door: doorTexts },
    );
    await draw(folder);
    for (const [name, before] of [
      ['source/door.svg', door] as const,
      ['cover.svg', svg('  <g/>')] as const,
    ]) {
      const after = await readFile(path.join(folder, name), 'utf8');
      expect(after).toMatch(/\.fill-message \{ fill: #\w{6} \}.*prefers-color-scheme: dark/s);
      expect(after.replace(/<style>.*<\/style>/s, '<style/>')).toBe(before);
    }
  });

  test('may be one that Inkscape saved', async () => {
    const saved = svg(
      `  <sodipodi:namedview id="view" inkscape:zoom="2"/>
  <text id="text1" inkscape:label="state"><tspan sodipodi:role="line" x="1">it is
    open </tspan><tspan x="1">or not</tspan></text>`,
      ' xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape" xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"',
    );
    const texts = [
      { en: 'it is open', ja: '開いている' },
      { en: 'or not', ja: 'かも' },
    ];
    const folder = await folderWith(
      { 'source/door.svg': `<?xml version="1.0"?>\n${saved}` },
      { door: texts },
    );
    await draw(folder);
    const drawn = await readFile(path.join(folder, 'door.ja.svg'), 'utf8');
    expect(drawn).toContain(
      '<text id="text1"><tspan x="1">開いている </tspan><tspan x="1">かも</tspan></text>',
    );
    expect(drawn).not.toMatch(/inkscape|sodipodi|view/);
    expect(drawn).not.toMatch(/\n\s*\n/);
  });
});

describe('what is wrong is said in one line, and nothing is written', () => {
  const only = { 'source/door.svg': door };
  test.for<[string, Record<string, string>, unknown, string]>([
    [
      'a text without a translation',
      only,
      { door: doorTexts.slice(1) },
      'source/door.svg says “A door”, texts.json does not: add {"en":"A door","ja":"…"} to its entry there',
    ],
    [
      'a translation without a text',
      only,
      { door: [...doorTexts, 'shut'] },
      'texts.json says “shut”, source/door.svg does not: remove the entry, or write it into the figure',
    ],
    ['a template without texts', only, {}, 'texts.json has nothing for door.svg: add "door": []'],
    [
      'texts without a template',
      only,
      { door: doorTexts, dor: [] },
      'texts.json has "dor", but there is no dor.svg: did you mean door?',
    ],
    [
      'a text twice',
      only,
      { door: [...doorTexts, 'open'] },
      'texts.json has “open” twice for door: keep one of them',
    ],
    [
      'a text in one language',
      only,
      { door: [{ en: 'A door' }] },
      'texts.json.door[0] is not a string or { en, ja }: see the entries beside it',
    ],
    ['a list in place of the table', only, [], 'texts.json is not an object: see the entries beside it'],
    ['a table that is not JSON', only, '{', 'texts.json is not JSON ('],
    [
      'a template that is not XML',
      { 'source/door.svg': door.replace('</text>', '') },
      { door: doorTexts },
      'source/door.svg is not SVG (line 5: ',
    ],
    [
      'a template that is a page',
      { 'source/door.svg': '<html><style/></html>' },
      { door: doorTexts },
      'source/door.svg is not SVG (no <svg>): save it again as plain SVG',
    ],
    [
      'a figure without a style sheet',
      { ...only, 'cover.svg': '<svg/>' },
      { door: doorTexts },
      'cover.svg has no <style>: write <style></style> below its <desc>; npm run slides:draw fills it',
    ],
  ])('%s', async ([, sources, texts, sentence]) => {
    const folder = await folderWith(sources, texts);
    const names = await readdir(folder);
    const complaint = await draw(folder).catch((error: Error) => error.message);
    expect(complaint).toContain(sentence);
    expect(complaint).not.toContain('\n');
    expect(await readdir(folder)).toEqual(names);
  });
});
