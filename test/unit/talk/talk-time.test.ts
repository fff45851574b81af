import { describe, expect, test } from 'vitest';
import { renderDeck } from '../../../harness/talk/present/deck/render.ts';
import { paceOf } from '../../../harness/talk/present/view/presenter/pace.ts';
import { decks } from './talk.ts';

/** Time that a talk may leave unused, in seconds. */
const SPARE = 15;

describe.each([
  ['the talk', undefined, 20],
  ['its cut', 'lightning', 5],
] as const)('%s', (_name, cut, minutes) => {
  test(`fills ${minutes} minutes by the pace bar`, async () => {
    for (const { file } of decks) {
      const { slides } = await renderDeck(file, cut);
      const total = paceOf(slides, 0, 0)?.total ?? 0;
      expect(total, file).toBeLessThanOrEqual(minutes * 60);
      expect(total, file).toBeGreaterThan(minutes * 60 - SPARE);
    }
  });

  test('takes the same time on each slide in both languages', async () => {
    const times = await Promise.all(
      decks.map(async ({ file }) => (await renderDeck(file, cut)).slides.map(({ seconds }) => seconds)),
    );
    expect(times).toHaveLength(2);
    expect(times[0]).not.toContain(undefined);
    expect(times[1]).toEqual(times[0]);
  });
});
