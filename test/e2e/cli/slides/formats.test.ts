import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { DOMParser } from '@xmldom/xmldom';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { rawAddress, sourceAddress } from '../../../../harness/talk/deck/repository.ts';
import { needBrowser } from '../../../unit/talk/browser.ts';
import { decks } from '../../../unit/talk/talk.ts';
import { type Pdf, readPdf } from '../../support/pdf.ts';
import { runSlides } from '../../support/run-slides.ts';
import { bare, outFolder, PATIENCE_MS } from './out-folder.ts';

const folder = await outFolder();
const formats = ['html', 'pdf', 'png', 'pptx'];
const names = decks.map(({ file }) => path.basename(file, '.md'));

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
