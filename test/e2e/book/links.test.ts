import { expect, inject, test } from 'vitest';
import { readLabIds } from '../../../labs/index.ts';
import { builtFiles, builtPages } from './pages.ts';

const base = inject('bookBase');
const pages = builtPages();
const files = new Set(builtFiles().map((file) => base + file.replace(/(^|\/)index\.html$/, '$1')));
const placesAt = new Map(pages.map(({ address, places }) => [address, places]));

/** Whether a target is there: another site's is not looked at. */
function isThere(target: string, from: string): boolean {
  const { origin, pathname, hash } = new URL(target, `http://book${from}`);
  if (origin !== 'http://book') return true;
  if (!files.has(pathname)) return false;
  const name = decodeURIComponent(hash.slice(1));
  return name === '' || placesAt.get(pathname)?.has(name) === true;
}

test('each link leads to a page or file of the book, and to a place that it has', () => {
  const dead = pages.flatMap(({ address, targets }) =>
    targets.filter((target) => !isThere(target, address)).map((target) => `${address} → ${target}`),
  );
  expect(dead).toEqual([]);
  expect(isThere(`${base}labs/03-retain/#code`, base)).toBe(true);
  expect(isThere(`${base}labs/03-retain/#no-such-place`, base)).toBe(false);
  expect(isThere(`${base}no-such-page/`, base)).toBe(false);
});

test('each page is there in both languages', () => {
  const of = (language: string, prefix: string) =>
    pages.filter((page) => page.language === language).map(({ address }) => address.replace(prefix, base));
  expect(of('ja', `${base}ja/`).toSorted()).toEqual(of('en', base).toSorted());
  expect(of('en', base)).toEqual(
    expect.arrayContaining(
      ['', 'talk/', 'docs/learning/', ...readLabIds().map((id) => `labs/${id}/`)].map((page) => base + page),
    ),
  );
});

test('a page loads nothing of another site', () => {
  const foreign = pages.flatMap(({ html, address }) =>
    Array.from(
      html.matchAll(/<(?:script|link|img|iframe)\b[^>]*(?:src|href)="((?:https?:)?\/\/[^"]*)"/g),
      ([, target]) => `${address}: ${target}`,
    ),
  );
  expect(foreign).toEqual([]);
});

test.for(readLabIds())('%s has its guide, its run with packets and its code', (id) => {
  for (const language of ['', 'ja/']) {
    const page = pages.find(({ address }) => address === `${base}${language}labs/${id}/`);
    expect([...(page?.places ?? [])]).toEqual(expect.arrayContaining(['run', 'step-1', 'code']));
    expect(page?.html).toContain('class="packets"');
    expect(page?.html).not.toMatch(/#(?:end)?region/);
  }
});
