import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sourceAddress } from '../../slides/build/repository.ts';
import { slides } from '../slides/talk.ts';
import { addressesIn, openPdf } from './pdf.ts';
import { runSlides } from './run-slides.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'slides-'));
});
afterAll(() => rm(folder, { recursive: true }));

const labs = slides.flatMap(({ links }) => links).filter((link) => link.startsWith('../labs/'));
const published = labs.map((link) => sourceAddress(link.replace('../', '')));

describe('npm run slides under LANG=C', () => {
  let run: Awaited<ReturnType<typeof runSlides>>;
  let html = '';
  let pdf: string | undefined;

  beforeAll(async () => {
    run = await runSlides(['--out', folder]);
    html = await readFile(path.join(folder, 'mqtt.ja.html'), 'utf8');
    if (run.stdout.includes('mqtt.ja.pdf')) pdf = openPdf(await readFile(path.join(folder, 'mqtt.ja.pdf')));
  }, 120_000);

  test('says what it wrote', () => {
    expect(run.stderr.split('\n').filter((line) => !line.startsWith('No PDF'))).toEqual(['']);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('mqtt.ja.html');
  });

  test('the HTML is in Japanese, whatever the locale', () => {
    expect(html).toMatch(/^<!DOCTYPE html><html lang="ja">/);
    expect(html.match(/<section [^>]*lang="ja"/g)?.length).toBeGreaterThanOrEqual(slides.length);
  });

  test('the HTML works by itself', () => {
    expect(html).not.toContain('file:');
    const pictures = [...html.matchAll(/<img [^>]*src="([^"]*)"/g)].map(([, address = '']) => address);
    expect(pictures).toHaveLength(slides.flatMap(({ images }) => images).length);
    for (const picture of pictures) expect(picture).toMatch(/^data:image\/svg\+xml;base64,/);
    expect(html).not.toMatch(/(?:<script|<link|<iframe)[^>]*(?:src|href)=|url\((?!["']?data:)|@import/);
  });

  test('the HTML links to the labs in the repository', () => {
    const links = [...html.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, address = '']) => address);
    for (const link of links) expect(link).toMatch(/^https:\/\//);
    expect(links).toEqual(expect.arrayContaining(published));
  });

  test('the PDF links to the labs in the repository, and nowhere on this machine', (ctx) => {
    if (!pdf) return ctx.skip('no browser here to print a PDF');
    const addresses = addressesIn(pdf);
    expect(addresses).toEqual(expect.arrayContaining(published));
    for (const address of addresses) expect(address).toMatch(/^https:\/\//);
    expect(pdf).not.toContain('file:');
  });

  test('the PDF has every slide, with its notes, and an outline', (ctx) => {
    if (!pdf) return ctx.skip('no browser here to print a PDF');
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(slides.length);
    expect(pdf.match(/\/Name \/Note\b/g)).toHaveLength(slides.length);
    expect(pdf).toMatch(/\/Outlines \d+ 0 R/);
  });
});

describe('what cannot be done is said in one line', () => {
  test.concurrent.each([
    ['unknown option', ['--otu', 'x'], 'there is no option --otu: did you mean --out?'],
    ['unknown language', ['--lang', 'jp'], 'did you mean --lang ja?'],
    ['unknown deck', ['slides/mqtt.jp.md'], 'did you mean slides/mqtt.ja.md?'],
    ['two decks', ['slides/mqtt.ja.md', 'slides/mqtt.en.md'], 'did not expect "slides/mqtt.en.md"'],
    ['a file in the place of the folder', ['--out', 'package.json'], 'choose another folder with --out'],
    ['a folder that takes nothing', ['--out', '/proc/none/dist'], 'choose another folder with --out'],
  ])('%s', async (_name, argv, sentence) => {
    const { exitCode, stdout, stderr } = await runSlides(argv);
    expect(stderr).toContain(sentence);
    expect(stderr.split('\n')).toHaveLength(1);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  });

  test('a broken deck, in the language of the locale', async () => {
    const broken = path.join(folder, 'broken.md');
    await writeFile(broken, '# no front matter\n');
    const { exitCode, stderr } = await runSlides([broken, '--out', folder], { LC_ALL: 'ja_JP.UTF-8' });
    expect(stderr).toMatch(/^.*broken\.md: フロントマターに使える .* がありません: .*$/);
    expect(exitCode).toBe(2);
  });
});

test('without a browser there is HTML, no stale PDF, and one line on what a PDF needs', async (ctx) => {
  if (process.platform !== 'linux')
    return ctx.skip('browsers can be hidden only where they are found by PATH');
  const bare = path.join(folder, 'bare');
  const pdf = path.join(bare, 'mqtt.ja.pdf');
  await mkdir(bare);
  await writeFile(pdf, 'of another day');
  const run = await runSlides(['--out', bare], { PATH: '', CHROME_PATH: '', BROWSER_PATH: '' });
  expect(run.stderr).toBe(
    'No PDF: it needs Chrome, Chromium, Edge or Firefox. Install one, or set CHROME_PATH to it.',
  );
  expect(run.exitCode).toBe(0);
  expect(run.stdout).toBe(path.join(bare, 'mqtt.ja.html'));
  expect(await readdir(bare)).toEqual(['mqtt.ja.html']);
});
