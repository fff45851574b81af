import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { buildBook } from '../../../harness/book/build.ts';

test('a folder with files of somebody else is left as it is', async () => {
  const out = await mkdtemp(path.join(tmpdir(), 'mqtt-no-book-'));
  onTestFinished(() => rm(out, { recursive: true, force: true }));
  await writeFile(path.join(out, 'thesis.txt'), 'ten years');
  await expect(buildBook({ out, base: '/' })).rejects.toMatchObject({ code: 'cannot-write' });
  expect(await readdir(out)).toEqual(['thesis.txt']);
});
