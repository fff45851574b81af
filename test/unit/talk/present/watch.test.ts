import { EventEmitter } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { Text } from '../../../../harness/base/text.ts';
import { WatchedFiles, watchFolder } from '../../../../harness/talk/present/watch.ts';

async function folderOf(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'watch-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('files are watched wherever they are, also those that are not there yet', async () => {
  const [one, other] = [await folderOf(), await folderOf()];
  const changed = vi.fn();
  using files = new WatchedFiles({ changed, failed: () => {} });
  files.follow([path.join(one, 'talk.md'), path.join(other, 'new.png')]);
  await writeFile(path.join(other, 'new.png'), 'a');
  await expect.poll(() => changed.mock.calls.length).toBe(1);
  files.follow([path.join(one, 'talk.md')]);
  await writeFile(path.join(other, 'new.png'), 'b');
  await writeFile(path.join(one, 'talk.md'), 'a');
  await expect.poll(() => changed.mock.calls.length).toBe(2);
});

test.each([
  ['ENOSPC', /the limit of inotify is reached: sysctl fs\.inotify\.max_user_watches/],
  ['EMFILE', /the limit of inotify is reached: sysctl fs\.inotify\.max_user_instances/],
  ['EACCES', /are not noticed \(EACCES\); start again/],
])('that nothing is noticed (%s) is said once', (code, says) => {
  const told: Text[] = [];
  const watching = { matters: () => true, changed: () => {}, failed: (why: Text) => told.push(why) };
  const failure = Object.assign(new Error(code), { code });
  watchFolder('/talks', watching, () => {
    throw failure;
  });
  const watcher = Object.assign(new EventEmitter(), { close: () => {} });
  // What the rest of a watcher can do is not asked for.
  watchFolder('/talks', watching, (() => watcher) as never);
  watcher.emit('error', failure);
  watcher.emit('error', failure);
  expect(told.map(({ en }) => en)).toEqual([expect.stringMatching(says), expect.stringMatching(says)]);
});
