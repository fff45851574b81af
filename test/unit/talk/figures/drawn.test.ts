import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { figureChanges } from '../../../../harness/talk/figures/figures.ts';
import { parseSvg } from '../../diagram/drawing.ts';
import { figures, folder } from './svg-files.ts';

/** Pixels; smaller text can't be read from the last row. */
const LEAST_TEXT = 24;

test('the figures are what their sources say; otherwise run npm run slides:draw', async () => {
  const changes = await figureChanges();
  expect(changes.map(({ file }) => path.relative(folder, file))).toEqual([]);
});

describe.each(figures)('the drawn figure $name', ({ svg }) => {
  const root = parseSvg(svg);

  test('can be read from the last row', () => {
    const sizes = [...svg.matchAll(/font-size(?:="|:\s*)([\d.]+)/g)].map(([, size]) => Number(size));
    expect(sizes.filter((size) => size < LEAST_TEXT)).toEqual([]);
  });

  test('has a name, and words for readers who do not see it', () => {
    expect(svg).toMatch(/<title id="t">[^<]{4,}<\/title>/);
    expect(svg).toMatch(/<desc id="d">[^<]{4,}<\/desc>/);
    expect(root.getAttribute('aria-labelledby')).toBe('t d');
  });

  test('has all its colours from the style sheet, so that it is dark where the slide is', () => {
    const shapes = svg.replace(/<style.*?<\/style>/s, '');
    expect(shapes).not.toMatch(/\b(?:fill|stroke|color)(?:="|:\s*)(?!none)/);
  });

  test('needs nothing from outside and runs nothing', () => {
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /https?:|@import|url\(|<script|<foreignObject|href=|\son\w+=/,
    );
  });
});
