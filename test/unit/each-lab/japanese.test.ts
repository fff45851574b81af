import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { labIds, loadLab } from '../../../labs/index.ts';
import { tasksOf } from '../../../labs/tasks.ts';

/** Three English words in a row, of which at most the first is a name, or one that only sentences have (`no DISCONNECT`). */
const SENTENCE =
  /\b[A-Za-z][a-z']* [a-z][a-z']* [a-z][a-z']*|\b(?:no|not|the|and|is|was|of|to|with) [A-Za-z]/;

/** English of MQTT, of packets as they are printed, and of what is typed: the same in Japanese. */
const terms = /retain as published|session expiry interval|"no answer"/gi;

const sentencesIn = (texts: readonly string[]): string[] =>
  texts.filter((text) => SENTENCE.test(text.replace(terms, '…')));

/** All Japanese texts in a value, and what is shown as it is in both languages. */
function* spoken(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inside] of Object.entries(value)) {
    if (key === 'ja' && typeof inside === 'string') yield inside;
    else yield* spoken(inside);
  }
}

describe.each(labIds)('the Japanese of lab %s has no English sentence', (id) => {
  test('in its claims and tasks', async () => {
    const { title, claims } = await loadLab(id);
    const tasks = (await tasksOf(id)).map(({ task }) => task);
    expect(sentencesIn([...spoken({ title, claims, tasks })])).toEqual([]);
  });

  test('in what a run says and observes', () => {
    const file = path.join(repositoryRoot, 'labs', id, 'recording.json');
    const { steps, remarks, observations } = JSON.parse(readFileSync(file, 'utf8'));
    const seen = observations.map((one: { readonly seen: unknown }) => String(JSON.stringify(one.seen)));
    expect(sentencesIn([...spoken({ steps, remarks, observations }), ...seen])).toEqual([]);
  });
});

test('an English sentence is found, and a term is not', () => {
  expect(
    sentencesIn(['誰も購読していない: no one subscribes here', 'retain as published を付けた購読']),
  ).toEqual(['誰も購読していない: no one subscribes here']);
});
