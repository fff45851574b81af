import { Marp } from '@marp-team/marp-core';
import { describe, expect, test } from 'vitest';
import { definedMarker, markerOn } from '../../../harness/talk/deck/marker-line.ts';
import { withMarkers } from '../../../harness/talk/deck/markers.ts';
import { starters } from '../../../harness/talk/starter.ts';
import { decks } from './talk.ts';

const marked = `[slide]: # "one"
[cut]: # "lightning"
<!-- _class: demo -->

# One

[sync]: # "figure 06-qos-under-fire#2 without CONNACK"

text

[synced]: # "figure"

<!--
What to say.
claims: a.b, c.d
-->

---

[slide]: # "two"

# Two

<!-- claims: a.b -->
`;

const commented = marked.replaceAll(/^\[(\w+)\]: # "(.*)"$/gm, '<!-- $1: $2 -->');

describe.each([
  ['as definitions', marked],
  ['as comments', commented],
])('markers %s', (_form, deck) => {
  const { html, comments } = withMarkers(new Marp({ script: false })).render(deck);

  test('are no speaker notes, and notes are', () => {
    expect(comments).toEqual([['What to say.\nclaims: a.b, c.d'], ['claims: a.b']]);
    expect(html).not.toMatch(/sync|lightning/);
  });

  test('of one slide say nothing about the next', () => {
    expect(html).not.toMatch(/data-(slide|cut|sync)/);
  });
});

const MARKER = /\b(?:slide|cut|vote|sync|synced)\]?: /;

test.each([...decks.map(({ file, source }) => [file, source] as const), ...Object.entries(starters)])(
  'plain Marp shows no marker of %s, neither on slides nor in notes',
  (_name, source) => {
    const { html, comments } = new Marp({ script: false }).render(source);
    expect(comments.flat().filter((note) => MARKER.test(note))).toEqual([]);
    expect(comments.flat().length).toBeGreaterThanOrEqual(5);
    expect(html.replaceAll(/<[^>]+>/g, '')).not.toMatch(MARKER);
  },
);

test('plain Marp takes comments for notes: why the markers are definitions', () => {
  expect(new Marp({ script: false }).render(commented).comments.flat().join('\n')).toMatch(MARKER);
});

test.each([
  ['[slide]: # "a"', 'slide', 'a'],
  ["[cut]: # 'a, b' ", 'cut', 'a, b'],
  ['[vote]: # (One \\(or two\\)? | yes, no)', 'vote', 'One (or two)? | yes, no'],
  ['[vote]: # "Is it \\"kept\\"? | yes, no"', 'vote', 'Is it "kept"? | yes, no'],
  ['[sync]: # "snippet a.py#b lit publish("', 'sync', 'snippet a.py#b lit publish('],
])('%s', (line, name, value) => {
  expect(definedMarker(line)).toEqual({ name, value });
});

test.each(['[slide]: # a', '[slide] "a"', '[other]: # "a"', 'text [slide]: # "a"', '    [slide]: # "a"'])(
  '%s is no marker',
  (line) => {
    expect(markerOn(line)).toBeUndefined();
  },
);
