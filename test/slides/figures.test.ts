import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { slides, slidesFolder } from './talk.ts';

const folder = path.join(slidesFolder, 'figures');
const figures = readdirSync(folder).map((name) => ({
  name,
  svg: readFileSync(path.join(folder, name), 'utf8'),
}));

describe.each(figures)('figures/$name', ({ name, svg }) => {
  test('is on a slide', () => {
    expect(slides.flatMap(({ images }) => images.map(({ file }) => file))).toContain(`figures/${name}`);
  });

  test('names and describes itself', () => {
    expect(svg).toMatch(/<title id="t">[^<]{5,}<\/title>/);
    expect(svg).toMatch(/<desc id="d">[^<]{20,}<\/desc>/);
    expect(svg).toContain('aria-labelledby="t d"');
  });

  test('fits beside a title without being scaled down, with text of 24 px or more', () => {
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? [];
    expect(Number(width)).toBeLessThanOrEqual(1136);
    expect(Number(height)).toBeLessThanOrEqual(name === 'cover.svg' ? 520 : 402);
    for (const [, size] of svg.matchAll(/font-size: ([\d.]+)px/g))
      expect(Number(size)).toBeGreaterThanOrEqual(24);
    if (svg.includes('<text')) expect(svg).toMatch(/text \{ font-family: .*"Noto Sans CJK JP".* font-size: /);
  });

  test('needs nothing from outside and runs nothing', () => {
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /https?:|@import|<script|<foreignObject|href=|\son\w+=/,
    );
  });
});
