import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { decks, slidesFolder } from './talk.ts';

const folder = path.join(slidesFolder, 'figures');
const shown = decks.flatMap(({ slides }) =>
  slides.flatMap(({ images }) => images.map(({ target }) => target)),
);
const figures = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.svg') && !name.startsWith('source/'))
  .map((name) => ({ name, svg: readFileSync(path.join(folder, name), 'utf8') }));

describe.each(figures)('figures/$name', ({ name, svg }) => {
  test('is on a slide', () => {
    expect(shown).toContain(`figures/${name}`);
  });

  test('names and describes itself', () => {
    expect(svg).toMatch(/<title[^>]*>[^<]+<\/title>/);
    expect(svg).toMatch(/<desc[^>]*>[^<]+<\/desc>/);
    expect(svg).toContain('role="img"');
  });

  test('needs nothing from outside and runs nothing', () => {
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /https?:|@import|<script|<foreignObject|href=|\son\w+=/,
    );
  });

  test('is there in every language, if it speaks one', () => {
    const [, stem, language] = /^(.*)\.(en|ja)\.svg$/.exec(name) ?? [];
    if (stem === undefined) return;
    const other = language === 'ja' ? 'en' : 'ja';
    expect(figures.map((figure) => figure.name)).toContain(`${stem}.${other}.svg`);
  });
});
