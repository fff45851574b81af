import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { statementIds } from '../../../harness/protocol/statements.ts';
import type { ProtocolVersion } from '../../../harness/protocol/version.ts';
import { findLab, labIds, loadLab } from '../../../labs/index.ts';

const JAPANESE = /[ぁ-んァ-ヶ一-龠]/;
const labs = await Promise.all(labIds.map(loadLab));
const claims = labs.flatMap((lab) =>
  Object.entries(lab.claims).map(([id, claim]) => ({ lab: lab.id, id, claim })),
);

describe.each(labs)('lab $id', (lab) => {
  test('has the name of its folder', () => {
    expect(labIds).toContain(lab.id);
  });

  test('has a title in both languages', () => {
    expect(lab.title.en).toMatch(/\w/);
    expect(lab.title.ja).toMatch(JAPANESE);
  });

  test.each(['lab.ts', 'README.md', 'README.ja.md'])('has its %s', (file) => {
    expect(existsSync(new URL(`../../../labs/${lab.id}/${file}`, import.meta.url))).toBe(true);
  });
});

describe.each(claims)('claim $id of $lab', ({ id, claim }) => {
  test('is named like retain.late-subscriber', () => {
    expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  test('is a sentence in both languages', () => {
    expect(claim.says.en).toMatch(/\w+ \w+/);
    expect(claim.says.ja).toMatch(JAPANESE);
  });

  test('cites statements that exist', () => {
    const cited = Object.entries(claim.statements);
    expect(cited.length).toBeGreaterThan(0);
    for (const [version, ids] of cited) {
      expect(ids.length).toBeGreaterThan(0);
      for (const statement of ids)
        expect(statementIds[Number(version) as ProtocolVersion]).toContain(statement);
    }
  });
});

test('no two claims share an id', () => {
  const ids = claims.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe('a lab is found by', () => {
  test.each(['3', '03', 'retain', '03-retain', 'RETAIN'])('%s', (word) => {
    expect(findLab(word)).toBe('03-retain');
  });
});

test.each(['retian', '99', ''])('an unknown lab "%s" is an error a person can mend', (word) => {
  expect(() => findLab(word)).toThrow(expect.objectContaining({ code: 'unknown-lab' }));
});

test.each([
  ['retian', '03-retain'],
  ['0', labIds[0]],
  ['99', labIds.at(-1)],
])('the error for "%s" names the nearest lab, %s', (word, nearest = '') => {
  expect(() => findLab(word)).toThrow(nearest);
});

test('a number that no lab has gets the nearest one that there is', () => {
  const numbers = labIds.map((id) => Number(id.slice(0, 2)));
  const gap = numbers.find((number) => !numbers.includes(number + 1)) ?? 0;
  expect(() => findLab(String(gap + 1))).toThrow(labIds[numbers.indexOf(gap)]);
});
