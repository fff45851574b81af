import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rawAddress, sourceAddress } from '../../../harness/talk/deck/repository.ts';
import { needBrowser } from '../../unit/talk/browser.ts';
import { decks } from '../../unit/talk/talk.ts';
import { type Pdf, readPdf } from '../support/pdf.ts';
import { runSlides } from '../support/run-slides.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'slides-'));
});
afterAll(() => rm(folder, { recursive: true }));

const formats = ['html', 'pdf', 'png', 'pptx'];
const names = decks.map(({ file }) => path.basename(file, '.md'));

/** Far more than it takes; how long it took is printed. */
const PATIENCE_MS = 240_000;

describe('npm run slides under LANG=C', () => {
  let run: Awaited<ReturnType<typeof runSlides>>;

  beforeAll(async () => {
    run = await runSlides(['--out', folder]);
    console.log(`npm run slides: ${(run.durationMs / 1000).toFixed(1)} s for ${names.length} decks`);
  }, PATIENCE_MS);

  test('says what it wrote, and writes every format in every language', (ctx) => {
    needBrowser(ctx);
    expect(run.stderr).toMatch(/^In [\d.]+ s: mqtt\.en\.html [\d.]+ s, .*mqtt\.ja\.pptx [\d.]+ s$/);
    expect(run.exitCode).toBe(0);
    const files = names.flatMap((name) => formats.map((format) => path.join(folder, `${name}.${format}`)));
    expect(run.stdout.split('\n')).toEqual(files);
  });

  describe.each(decks)('$file', ({ file, slides }) => {
    const name = path.basename(file, '.md');
    const language = name.split('.').at(-1);
    const links = slides.flatMap((slide) => slide.links.map(({ target }) => target));
    const published = links
      .filter((link) => link.startsWith('../'))
      .map(
        (link) => sourceAddress(link.replace('../', '').replace(/#.*/, '')) + (/#.*/.exec(link)?.[0] ?? ''),
      );
    let html = '';
    let pdf: Pdf | undefined;

    beforeAll(async () => {
      html = await readFile(path.join(folder, `${name}.html`), 'utf8');
      const printed = path.join(folder, `${name}.pdf`);
      if (run.stdout.includes(printed)) pdf = await readPdf(printed);
    }, PATIENCE_MS);

    test('the HTML is in its language, whatever the locale', () => {
      expect(html).toMatch(new RegExp(`^<!DOCTYPE html><html lang="${language}">`));
      expect(html.match(new RegExp(`<section [^>]*lang="${language}"`, 'g'))?.length).toBeGreaterThanOrEqual(
        slides.length,
      );
    });

    test('the HTML works by itself', () => {
      expect(html).not.toContain('file:');
      const pictures = [...html.matchAll(/<img [^>]*src="([^"]*)"/g)].map(([, address = '']) => address);
      expect(pictures).toHaveLength(slides.flatMap(({ images }) => images).length);
      for (const picture of pictures) expect(picture).toMatch(/^data:image\/svg\+xml;base64,/);
      expect(html).not.toMatch(/(?:<script|<link|<iframe)[^>]*(?:src|href)=|url\((?!["']?data:)|@import/);
    });

    test('the HTML links to the labs in the repository', () => {
      const addresses = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, address = '']) => address);
      for (const address of addresses) expect(address).toMatch(/^(https:\/\/|#\d+$)/);
      expect(addresses).toEqual(expect.arrayContaining(published));
    });

    test('a link to the HTML is shown with the cover', () => {
      expect(html).toContain(
        `<meta property="og:image" content="${rawAddress(`docs/cover.${language}.png`)}">`,
      );
    });

    test('the speaker notes are notes, without our markers', () => {
      const notes = [...html.matchAll(/<div class="bespoke-marp-note"[^>]*>([\s\S]*?)<\/div>/g)].map(
        ([, note = '']) => note,
      );
      expect(notes.length).toBeGreaterThanOrEqual(slides.length);
      for (const note of notes) expect(note).not.toMatch(/\b(slide|cut|sync|synced): /);
    });

    test('the PDF has every slide, in its language, with an outline of their titles', (ctx) => {
      needBrowser(ctx);
      expect(pdf).toMatchObject({ language });
      expect(pdf?.pages).toHaveLength(slides.length);
      expect(pdf?.outline.map(bare)).toEqual(slides.map(({ title }) => bare(title)));
    });

    test('the titles are found in the text of the PDF', (ctx) => {
      needBrowser(ctx);
      for (const [index, { title }] of slides.entries())
        expect(bare(pdf?.pages[index]?.text ?? '')).toContain(bare(title));
    });

    test('the PDF has no icon of a note on its pages', (ctx) => {
      needBrowser(ctx);
      expect(pdf?.pages.flatMap(({ notes }) => notes)).toEqual([]);
    });

    test('the PDF brings its fonts with it', (ctx) => {
      needBrowser(ctx);
      expect(pdf?.missingFonts).toEqual([]);
    });

    test('the PDF links to the repository and the web, and nowhere on this machine', (ctx) => {
      needBrowser(ctx);
      const addresses = pdf?.pages.flatMap((page) => page.links) ?? [];
      expect(addresses).toEqual(expect.arrayContaining(published));
      for (const address of addresses) expect(address).toMatch(/^https:\/\//);
      expect(pdf?.raw).not.toContain('file:');
    });

    test('each picture of the PPTX is described by title and text of its slide', async (ctx) => {
      needBrowser(ctx);
      const parts = unzipSync(await readFile(path.join(folder, `${name}.pptx`)));
      const part = (of: string) => strFromU8(parts[of] ?? strToU8(''));
      for (const [index, { title, images }] of slides.entries()) {
        const xml = new DOMParser().parseFromString(part(`ppt/slides/slide${index + 1}.xml`), 'text/xml');
        expect(xml.getElementsByTagName('p:bg')).toHaveLength(0);
        const [picture, ...others] = Array.from(xml.getElementsByTagName('p:pic'));
        expect(others).toEqual([]);
        const properties = picture?.getElementsByTagName('p:cNvPr').item(0);
        expect(bare(properties?.getAttribute('name') ?? '')).toBe(bare(title));
        const description = bare(properties?.getAttribute('descr') ?? '');
        for (const text of [title, ...images.map(({ alt }) => alt)])
          expect(description).toContain(bare(text));
        const id = picture?.getElementsByTagName('a:blip').item(0)?.getAttribute('r:embed');
        const [, target] =
          new RegExp(`Id="${id}" [^>]*Target="\\.\\./(media/[^"]+)"`).exec(
            part(`ppt/slides/_rels/slide${index + 1}.xml.rels`),
          ) ?? [];
        expect(Buffer.from(parts[`ppt/${target}`]?.subarray(1, 4) ?? []).toString()).toBe('PNG');
      }
    });

    test('the PPTX and the cover are what they are called', async (ctx) => {
      needBrowser(ctx);
      const [pptx, png] = await Promise.all(
        ['pptx', 'png'].map((format) => readFile(path.join(folder, `${name}.${format}`))),
      );
      expect(pptx?.subarray(0, 2).toString()).toBe('PK');
      expect(pptx?.toString('latin1').match(/ppt\/slides\/slide\d+\.xml/g)?.length).toBeGreaterThanOrEqual(
        slides.length,
      );
      expect(png?.subarray(1, 4).toString()).toBe('PNG');
      expect([png?.readUInt32BE(16), png?.readUInt32BE(20)]).toEqual([1280, 720]);
    });
  });
});

/** Without spaces and marks of Markdown, which are laid out anew. */
const bare = (text: string): string => text.replaceAll(/[\s*`\\]/g, '');

test(
  'a cut has its slides only, numbered from 1',
  async () => {
    const out = path.join(folder, 'cut');
    const run = await runSlides(['--cut', 'lightning', '--out', out], {
      PATH: '',
      CHROME_PATH: '',
      BROWSER_PATH: '',
    });
    expect(run.exitCode).toBe(0);
    for (const { file, slides } of decks) {
      const kept = slides.filter(({ cuts }) => cuts.includes('lightning'));
      const html = await readFile(path.join(out, `${path.basename(file, '.md')}.lightning.html`), 'utf8');
      const pages = [...html.matchAll(/<section id="(\d+)"[^>]*data-marpit-pagination-total="(\d+)"/g)];
      for (const [, , total] of pages) expect(total).toBe(String(kept.length));
      expect(html.match(/<svg data-marpit-svg/g)).toHaveLength(kept.length);
      const titles = [...html.matchAll(/<h1[^>]*>([\s\S]*?)<\/h1>/g)].map(([, title = '']) =>
        bare(title.replaceAll(/<[^>]+>/g, '')),
      );
      expect(titles).toEqual(kept.map(({ title }) => bare(title)));
    }
  },
  PATIENCE_MS,
);

describe('what cannot be done is said in one line', () => {
  test.concurrent.each([
    ['unknown option', ['--otu', 'x'], 'there is no option --otu: did you mean --out?'],
    ['unknown language', ['--lang', 'jp'], 'did you mean --lang ja?'],
    ['unknown deck', ['slides/mqtt.jp.md'], 'did you mean slides/mqtt.ja.md?'],
    ['unknown cut', ['--cut', 'lightening'], 'did you mean lightning?'],
    ['one of two decks that is not there', ['slides/mqtt.ja.md', 'slides/my.md'], 'there is no deck'],
    ['a file in the place of the folder', ['--out', 'package.json'], 'choose another folder with --out'],
    ['a folder that takes no file', ['--out', '/proc'], 'choose another folder with --out'],
    ['a folder that cannot be made', ['--out', '/proc/none/dist'], 'choose another folder with --out'],
  ])(
    '%s',
    async (_name, argv, sentence) => {
      const { exitCode, stdout, stderr } = await runSlides(argv);
      expect(stderr.split('\n')).toEqual([expect.stringContaining(sentence)]);
      expect(stdout).toBe('');
      expect(exitCode).toBe(2);
    },
    PATIENCE_MS,
  );

  test('a broken deck, in the language of the locale', async () => {
    const broken = path.join(folder, 'broken.md');
    await writeFile(broken, '# One\n\n![a](none.png)\n');
    const { exitCode, stderr } = await runSlides([broken, '--out', folder], { LC_ALL: 'ja_JP.UTF-8' });
    expect(stderr).toMatch(/^.*broken\.md:3: none\.png がありません: .*$/);
    expect(exitCode).toBe(2);
  });
});

test(
  'without a browser there is HTML, no stale PDF, and one line on what the others need',
  async (ctx) => {
    if (process.platform !== 'linux')
      return ctx.skip('browsers can be hidden only where they are found by PATH');
    const bare = path.join(folder, 'bare');
    const stale = path.join(bare, 'mqtt.ja.pdf');
    await mkdir(bare);
    await writeFile(stale, 'of another day');
    const run = await runSlides(['--out', bare], { PATH: '', CHROME_PATH: '', BROWSER_PATH: '' });
    const [sentence, figures] = run.stderr.split('\n');
    expect(sentence).toBe(
      'No PDF, PPTX or PNG: they need Chrome, Chromium, Edge or Firefox. Install one, or set CHROME_PATH to it.',
    );
    expect(figures).toMatch(/^In [\d.]+ s: mqtt\.en\.html [\d.]+ s, mqtt\.ja\.html [\d.]+ s$/);
    expect(run.exitCode).toBe(0);
    const files = names.map((name) => `${name}.html`);
    expect(run.stdout.split('\n')).toEqual(files.map((name) => path.join(bare, name)));
    expect(await readdir(bare)).toEqual(files);
  },
  PATIENCE_MS,
);

describe.each(['slides-sync', 'slides-draw'] as const)('%s', (program) => {
  test('has nothing to do where nothing has changed', async () => {
    const run = await runSlides([], {}, program);
    expect(run).toMatchObject({ stdout: '', stderr: 'Nothing to do: all is up to date.', exitCode: 0 });
  });

  test('says what it does not understand in one line', async () => {
    const run = await runSlides(['--chekc'], {}, program);
    expect(run.stderr).toMatch(/^there is no option --chekc: did you mean .*$/);
    expect(run.exitCode).toBe(2);
  });
});
