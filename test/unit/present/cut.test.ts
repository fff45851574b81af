import { expect, test } from 'vitest';
import { inCut } from '../../../harness/present/deck/cut.ts';

const deck = `---
marp: true
---

# One

---

<!-- cut: lightning -->

# Two

\`\`\`yaml
---
\`\`\`

<!--
a note
---
-->

---

# Three

<!-- cut: lightning -->
`;

test('a cut is the slides that are marked, with rules inside programs and comments', () => {
  const cut = inCut(deck, 'lightning');
  expect(cut.match(/^# .*/gm)).toEqual(['# Two', '# Three']);
  expect(cut).toContain('```yaml\n---\n```');
  expect(cut).toMatch(/^---\nmarp: true\n---\n/);
});

test('without a cut the deck is what it is', () => {
  expect(inCut(deck, undefined)).toBe(deck);
});

test('a cut that no slide is marked with is named, with the one that was meant', () => {
  expect(() => inCut(deck, 'lightening')).toThrow(/no cut "lightening": did you mean --cut lightning\?/);
  expect(() => inCut('# One', 'lightning')).toThrow(/mark its slides with <!-- cut: lightning -->/);
});
