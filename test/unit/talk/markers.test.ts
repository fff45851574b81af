import { Marp } from '@marp-team/marp-core';
import { expect, test } from 'vitest';
import { withMarkers } from '../../../harness/talk/deck/markers.ts';

const marked = `<!-- slide: one -->
<!-- cut: lightning -->

# One

<!-- sync: figure 06-qos-under-fire#2 without CONNACK -->

text

<!-- synced: figure -->

<!--
What to say.
claims: a.b, c.d
-->

---

<!-- slide: two -->

# Two

<!-- claims: a.b -->
`;

test('markers are no speaker notes, and notes are', () => {
  const { html, comments } = withMarkers(new Marp({ script: false })).render(marked);
  expect(comments).toEqual([['What to say.\nclaims: a.b, c.d'], ['claims: a.b']]);
  expect(html).not.toMatch(/sync|lightning/);
});

test('a marker of one slide says nothing about the next', () => {
  const { html } = withMarkers(new Marp({ script: false })).render(marked);
  expect(html).not.toMatch(/data-(slide|cut|sync)/);
});
