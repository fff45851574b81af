import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../../../../harness/process/repository-root.ts';
import { needBrowser } from '../../../unit/talk/browser.ts';
import { type Pdf, readPdf } from '../../support/pdf.ts';
import { runSlides } from '../../support/run-slides.ts';
import { outFolder, PATIENCE_MS } from './out-folder.ts';

const folder = await outFolder();
const ours = (name: string) => path.join(repositoryRoot, 'test/support/decks', `${name}.md`);

/** The PDF of a deck. */
async function printed(deck: string, name: string, ...options: string[]): Promise<Pdf> {
  const run = await runSlides([deck, '--out', folder, ...options]);
  expect(run.exitCode, run.stderr).toBe(0);
  return readPdf(path.join(folder, `${name}.pdf`));
}

test(
  'links inside a deck lead to the pages of their slides in the PDF, also in a cut',
  async (ctx) => {
    needBrowser(ctx);
    const whole = await printed(ours('links'), 'links');
    expect(whole.pages.map(({ leadsTo }) => leadsTo)).toEqual([[3, 3], [], [1]]);
    const cut = await printed(ours('headings'), 'headings.short', '--cut', 'short');
    expect(cut.pages.map(({ leadsTo }) => leadsTo)).toEqual([[2], []]);
  },
  PATIENCE_MS,
);

test(
  'the PDF brings the fonts of formulas with it',
  async (ctx) => {
    needBrowser(ctx);
    const { fonts, missingFonts } = await printed(ours('emoji-and-formulas'), 'emoji-and-formulas');
    expect(fonts.filter((font) => font.includes('KaTeX'))).not.toEqual([]);
    expect(missingFonts).toEqual([]);
  },
  PATIENCE_MS,
);

test(
  'the PDF has what the front matter says, the size of the deck, and on request the notes',
  async (ctx) => {
    needBrowser(ctx);
    const deck = path.join(folder, 'own.md');
    const front =
      'marp: true\nsize: 4:3\ntitle: MQTT, 日本\nauthor: KAZY\ndescription: On it\nkeywords: a, b';
    await writeFile(deck, `---\n${front}\n---\n\n# One\n\n<!-- 話す -->\n\n---\n\n# Two\n`);
    const own = await printed(deck, 'own', '--pdf-notes');
    expect(own).toMatchObject({
      title: 'MQTT, 日本',
      author: 'KAZY',
      subject: 'On it',
      keywords: 'a, b',
      outline: ['One', 'Two'],
    });
    expect(own.pages.map(({ size }) => size)).toEqual([
      [720, 540],
      [720, 540],
    ]);
    expect(own.pages.map(({ notes }) => notes)).toEqual([['話す'], []]);
  },
  PATIENCE_MS,
);
