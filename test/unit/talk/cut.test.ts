import { Marp } from '@marp-team/marp-core';
import { expect, test } from 'vitest';
import { onlyCut, requireCut } from '../../../harness/talk/deck/cut.ts';
import { deckOf } from '../../../harness/talk/deck/deck.ts';
import { withMarkers } from '../../../harness/talk/deck/markers.ts';

const deck = `---
marp: true
paginate: true
header: above
---

# One

---

[cut]: # "short"

# Two

<!-- what to say -->

---

# Three

\`\`\`md
---
[cut]: # "short"
\`\`\`

---

[cut]: # "long, short"

# Four
`;

const render = (name: string) =>
  withMarkers(new Marp({ script: false }))
    .use(onlyCut(name))
    .render(deck, { htmlAsArray: true });

test('a cut is its slides in order, under the same front matter, numbered from 1', () => {
  const { html, comments } = render('short');
  expect(html.map((slide) => /<h1[^>]*>(.*?)<\/h1>/.exec(slide)?.[1])).toEqual(['Two', 'Four']);
  expect(
    html.map((slide) => /data-marpit-pagination="(\d+)" .*pagination-total="(\d+)"/.exec(slide)?.slice(1)),
  ).toEqual([
    ['1', '2'],
    ['2', '2'],
  ]);
  for (const slide of html) expect(slide).toContain('<header>above</header>');
  expect(comments).toEqual([['what to say'], []]);
});

test('a slide may be in several', () => {
  expect(render('long').html).toHaveLength(1);
});

test('a cut that no slide is in is named, with the nearest', () => {
  const talk = deckOf('/talk.md', deck);
  expect(() => requireCut(talk, 'short')).not.toThrow();
  expect(() => requireCut(talk, 'shrot')).toThrow(/talk\.md has no cut "shrot": did you mean short\?/);
  expect(() => requireCut(deckOf('/talk.md', '# One'), 'short')).toThrow('write [cut]: # "NAME"');
});
