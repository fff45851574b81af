import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { decks } from '../../../unit/talk/talk.ts';
import { runSlides } from '../../support/run-slides.ts';
import { bare, outFolder, PATIENCE_MS } from './out-folder.ts';

const folder = await outFolder();
const names = decks.map(({ file }) => path.basename(file, '.md'));
const noBrowser = { PATH: '', CHROME_PATH: '', BROWSER_PATH: '' };

test(
  'a cut has its slides only, numbered from 1',
  async () => {
    const out = path.join(folder, 'cut');
    const run = await runSlides(['--cut', 'lightning', '--out', out], noBrowser);
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

test(
  'without a browser there is HTML, no stale PDF, and one line on what the others need',
  async (ctx) => {
    if (process.platform !== 'linux')
      return ctx.skip('browsers can be hidden only where they are found by PATH');
    const out = path.join(folder, 'out');
    const stale = path.join(out, 'mqtt.ja.pdf');
    await mkdir(out);
    await writeFile(stale, 'of another day');
    const run = await runSlides(['--out', out], noBrowser);
    const [sentence, figures] = run.stderr.split('\n');
    expect(sentence).toBe(
      'No PDF, PPTX or PNG: they need Chrome, Chromium or Edge. Install one, or set CHROME_PATH to it.',
    );
    expect(figures).toMatch(/^In [\d.]+ s: mqtt\.en\.html [\d.]+ s, mqtt\.ja\.html [\d.]+ s$/);
    expect(run.exitCode).toBe(0);
    const files = names.map((name) => `${name}.html`);
    expect(run.stdout.split('\n')).toEqual(files.map((name) => path.join(out, name)));
    expect(await readdir(out)).toEqual(files);
  },
  PATIENCE_MS,
);
