import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { drawnFigures } from '../../../harness/talk/figures/drawn.ts';

const folder = path.join(repositoryRoot, 'slides/figures');

/** Pixels; what is smaller can't be read from the last row. */
const LEAST_TEXT = 24;

describe.each([...drawnFigures()])('the drawn figure %s', (name, svg) => {
  test('is the one on disk; otherwise run npm run slides:draw', () => {
    expect(readFileSync(path.join(folder, name), 'utf8')).toBe(svg);
  });

  test('can be read from the last row', () => {
    const sizes = [...svg.matchAll(/font-size="([\d.]+)"/g)].map(([, size]) => Number(size));
    expect(sizes.filter((size) => size < LEAST_TEXT)).toEqual([]);
  });

  test('has a name, and words for those who do not see it', () => {
    expect(svg).toMatch(/<title id="t">[^<]{4,}<\/title>/);
    expect(svg).toMatch(/<desc id="d">[^<]{4,}<\/desc>/);
  });

  test('needs nothing from outside and runs nothing', () => {
    expect(svg.replace('xmlns="http://www.w3.org/2000/svg"', '')).not.toMatch(
      /https?:|@import|url\(|<script|<foreignObject|href=|\son\w+=/,
    );
  });
});
