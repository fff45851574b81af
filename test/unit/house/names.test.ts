import path from 'node:path';
import { expect, test } from 'vitest';
import { filesIn, isForeign } from './imports.ts';
import { alikeIn, withFolders } from './names.ts';

const files = ['harness', 'labs', 'slides', 'test'].flatMap(filesIn);

/** About twenty files are seen at one glance. Folders do not count: there are as many as labs or themes. */
const MOST_FILES = 22;

test('no name differs from its sibling by an ending alone', () => {
  expect(alikeIn(withFolders(files)), 'give one of them a name that says what it holds').toEqual([]);
});

test.each([
  ['refusal.ts', 'refusals.ts'],
  ['show.ts', 'shown.ts'],
  ['retain', 'retained.ts'],
  ['will.ts', 'wills.ts'],
  ['alias.ts', 'aliasing.ts'],
  ['reply.ts', 'replies.ts'],
  ['broken-flow.test.ts', 'broken-flows.ts'],
])('%s and %s are found', (one, other) => {
  expect(alikeIn([`a/${one}`, `a/${other}`, `b/${one}`])).toHaveLength(1);
});

test.each([
  ['run', 'run.ts'],
  ['door.ts', 'room/doors.ts'],
  ['steps.ts', 'stepwise.ts'],
  ['is.ts', 'ins.ts'],
])('%s and %s are not', (one, other) => {
  expect(alikeIn([`a/${one}`, `a/${other}`])).toEqual([]);
});

test('no folder is too wide', () => {
  expect(files.length).toBeGreaterThan(1_000);
  const folders = Object.entries(Object.groupBy(files, path.posix.dirname));
  const wide = folders.flatMap(([folder, inside = []]) =>
    inside.length > MOST_FILES ? [`${folder}: ${inside.length} files`] : [],
  );
  expect(wide, 'give what belongs together a folder').toEqual([]);
});

test.each([
  ['labs/03-retain/my/task.ts', true],
  ['labs/03-retain/my-a1B2c3/task.ts', true],
  ['slides/link.tmp.ts', true],
  ['labs/03-retain/lab.ts', false],
  ['labs/03-retain/mystery/task.ts', false],
])('%s is foreign: %s', (file, is) => {
  expect(isForeign(file)).toBe(is);
});
