import { Marp } from '@marp-team/marp-core';
import { expect, test } from 'vitest';
import { withMarkers } from '../../../../../harness/talk/deck/markers.ts';
import { voteIn, voteMarker } from '../../../../../harness/talk/present/room/vote-marker.ts';

function votes(...slides: readonly string[]) {
  const marp = withMarkers(new Marp({ script: false })).use(voteMarker('/deck.md'));
  return marp.render(slides.join('\n\n---\n\n'), { htmlAsArray: true }).html.map(voteIn);
}

test('a slide asks by its title, or by a question of its own, and only it', () => {
  expect(
    votes(
      '<!-- vote: 0, 1, 2 -->\n\n# How *many* arrive?',
      '# Two',
      '<!-- vote: "Is it \\"kept\\"? | yes, no" -->\n\n# Three',
    ),
  ).toEqual([
    { asks: 'How many arrive?', options: ['0', '1', '2'] },
    undefined,
    { asks: 'Is it "kept"?', options: ['yes', 'no'] },
  ]);
});

test('Japanese commas divide options too', () => {
  expect(votes('<!-- vote: 何回届く? | 0回、1回、2回 -->\n\n# 事故')).toEqual([
    { asks: '何回届く?', options: ['0回', '1回', '2回'] },
  ]);
});

test.each(['only one', 'a, , b', '1, 2, 3, 4, 5, 6, 7', `yes, ${'no'.repeat(20)}`])(
  '%s is no vote, and its line is said',
  (options) => {
    expect(() => votes('# One', `# Two\n\n<!-- vote: ${options} -->`)).toThrow(
      /deck\.md:7: a vote needs 2 to 6 options/,
    );
  },
);
