import { describe, expect, test } from 'vitest';
import { columns } from '../../../../harness/base/columns.ts';
import { synced } from '../../../../harness/talk/sync/sync.ts';
import { block, deckWith } from './deck-with.ts';

describe('an output', () => {
  const lines = block('output', '03-retain#2').split('\n');

  test('is what a terminal shows: packets, then claims', () => {
    expect(lines).toContain('broker → late    PUBLISH    qos 1  retain  office/door  "open"');
    expect(lines.at(-2)).toMatch(/^ {2}|^✔ /);
  });

  test.each(['02-publish-subscribe#2', '06-qos-under-fire#5', '07-session#1'])(
    'of %s has at most 68 columns',
    (what) => {
      for (const line of block('output', what).split('\n')) expect(columns(line)).toBeLessThanOrEqual(68);
    },
  );

  test('breaks Japanese between phrases: no line begins with a particle or an ending', () => {
    const { text } = synced('/talk.md', deckWith('output', '01-start-a-broker#2'), 'ja');
    const broken = text.split('\n').filter((line) => line.startsWith('  '));
    expect(broken).not.toEqual([]);
    for (const line of broken) expect(line).not.toMatch(/^ *\p{Script=Hiragana}/u);
  });
});
