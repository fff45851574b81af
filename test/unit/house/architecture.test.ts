import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { mayUse } from './rooms.ts';

/** A row of the page's table: the room, what lies there, the rooms it uses. */
const ROW = /^\| \[(\w+)\]\([^)]+\) \|[^|]+\| ?([\w, ]*?) \|$/gm;

const roomsIn = (page: string): Record<string, string> => {
  const [, table = ''] = /<!-- rooms -->(.*)<!-- \/rooms -->/s.exec(page) ?? [];
  return Object.fromEntries(Array.from(table.matchAll(ROW), ([, room = '', uses = '']) => [room, uses]));
};

const held = Object.fromEntries(Object.entries(mayUse).map(([room, uses]) => [room, uses.join(', ')]));
const page = await readFile(path.join(repositoryRoot, 'docs/ARCHITECTURE.md'), 'utf8');

test('docs/ARCHITECTURE.md has the rooms and arrows that are held', () => {
  expect(roomsIn(page), 'write the third column of its table as test/unit/house/rooms.ts says').toEqual(held);
});

test('an arrow that is missing on the page, and a room, are found', () => {
  expect(roomsIn(page.replace('| base, clients, faulty, lab, task |', '| base, lab |'))).not.toEqual(held);
  expect(roomsIn(page.replace('| [diagram]', '| diagram'))).not.toEqual(held);
});
