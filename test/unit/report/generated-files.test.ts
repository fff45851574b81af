import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { makeFolderOf, writeFiles } from '../../../harness/report/generated-files.ts';

async function temporary(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'generated-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

test('a folder that is not there yet is made, with its parents', async () => {
  const folder = path.join(await temporary(), 'of', 'mine');
  await makeFolderOf(path.join(folder, 'clients.json'));
  expect(await writeFiles(folder, { 'clients.json': '{}' })).toEqual([path.join(folder, 'clients.json')]);
});

test('a file in the place of the folder is told before anything is measured', async () => {
  const file = path.join(await temporary(), 'reports');
  await writeFile(file, '');
  await expect(makeFolderOf(path.join(file, 'clients.json'))).rejects.toThrow('cannot write');
});
