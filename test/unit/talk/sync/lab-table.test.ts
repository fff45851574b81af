import path from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../../../../harness/process/repository-root.ts';
import { type CourseLab, courseLabs, labTable } from '../../../../harness/talk/sync/lab-table.ts';
import { synced } from '../../../../harness/talk/sync/sync.ts';
import { labIds } from '../../../../labs/index.ts';
import { decks } from '../talk.ts';
import { complaint, deckWith } from './deck-with.ts';

const labs: readonly CourseLab[] = ['03-retain', '14-one', '15-two', '16-three'].map((id, index) => ({
  id,
  title: { en: `about | ${id}`, ja: `${id} のこと` },
  minutes: 10 * index,
}));
const place = { deck: path.join(repositoryRoot, 'slides/my.md'), line: 1 };
const firstCells = (what: string) =>
  labTable(what, place, 'en', labs)
    .slice(2)
    .map((line) => line.split(' | ')[0]);

test('a table names labs with link, title and minutes, in the language of the deck', () => {
  expect(labTable('15-15', place, 'en', labs)).toEqual([
    '| Lab | What it is about | Minutes |',
    '| --- | --- | --- |',
    '| [Lab 15](../labs/15-two/lab.ts) | about \\| 15-two | 20 |',
  ]);
  expect(labTable('15-15', place, 'ja', labs).at(-1)).toBe(
    '| [ラボ 15](../labs/15-two/lab.ts) | 15-two のこと | 20 |',
  );
});

test('labs are asked for from a number to a number, or to the last one', () => {
  expect(firstCells('14-15')).toEqual([
    '| [Lab 14](../labs/14-one/lab.ts)',
    '| [Lab 15](../labs/15-two/lab.ts)',
  ]);
  expect(firstCells('15-')).toEqual([
    '| [Lab 15](../labs/15-two/lab.ts)',
    '| [Lab 16](../labs/16-three/lab.ts)',
  ]);
});

test.each(['14', '17-', '16-14', 'all'])('"%s" is no labs, and the line is named', (what) => {
  expect(complaint(() => synced('/talk.md', deckWith('labs', what), 'en', labs))).toMatch(
    new RegExp(`talk\\.md:4.*there are no labs "${what}"`),
  );
});

test('each lab of the course is on a slide of the talk, in both languages', () => {
  for (const { slides } of decks) {
    const linked = slides.flatMap(({ links }) => links.map(({ target }) => target));
    expect(labIds.filter((id) => !linked.some((target) => target.includes(`/labs/${id}/lab.ts`)))).toEqual(
      [],
    );
  }
});

test('the minutes of a lab are those of its guide and of all its tasks', async () => {
  const all = await courseLabs();
  expect(all.map(({ id }) => id)).toEqual(labIds);
  expect(all.find(({ id }) => id === '14-request-response')).toMatchObject({ minutes: 15 + 10 + 15 });
});
