import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { requireProgram } from '../../../harness/clients/require-program.ts';

async function folderWith(name: string, content: string, mode = 0o755): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "a folder's "));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(path.join(folder, name), content);
  await chmod(path.join(folder, name), mode);
  return folder;
}

const why = async (word: string, environment?: NodeJS.ProcessEnv): Promise<string> => {
  const error: unknown = await requireProgram(word, environment).catch((thrown: unknown) => thrown);
  return error instanceof Error ? error.message : 'it can be started';
};

test.for([
  ['a script', '#!/bin/sh\nexit 0\n', 'it can be started'],
  ['a script without a first line that names a program', 'exit 0\n', 'it can be started'],
  ['an empty file', '', 'it can be started'],
  ['a binary', '\x7fELF#!/no/such\r\n', 'it can be started'],
  ['a script with arguments', '#! /usr/bin/env -S sh -e\n', 'it can be started'],
  ['a script with line ends of Windows', '#!/bin/sh\r\nexit 0\r\n', 'has the line ends of Windows'],
  ['a script of no program', '#!/no/such/python\n', 'is to be read by /no/such/python, which is not there'],
] as const)('%s', async ([, content, says]) => {
  const file = path.join(await folderWith('my program', content), 'my program');
  expect(await why(file)).toContain(says);
});

test('a path that is no program', async () => {
  const folder = await folderWith('plain', 'text', 0o644);
  expect(await why(`${folder}/plain`)).toContain('is not executable: chmod +x makes it so');
  expect(await why(`${folder}/none`)).toContain(`there is no file ${folder}/none: give its whole path`);
  await symlink(`${folder}/none`, `${folder}/link`);
  expect(await why(`${folder}/link`)).toContain('there is no file');
  expect(await why(folder)).toContain('is not a file');
  expect(await why('')).toContain('the name of the program is empty');
});

test('a name is looked for on the PATH only, and in each of its folders', async () => {
  const folder = await folderWith('my-client', '#!/bin/sh\n');
  await mkdir(`${folder}/sub`);
  expect(await why('my-client', { PATH: `/nowhere:${folder}` })).toBe('it can be started');
  expect(await why('my-client', { PATH: '/nowhere' })).toContain('there is no program my-client on the PATH');
  expect(await why('sub', { PATH: folder })).toContain('there is no program sub on the PATH');
  expect(await why('my-client', {})).toContain('there is no program');
});

test('a path that is right only where npm was called', async () => {
  expect(await why('./mine.sh', { INIT_CWD: '/home/ann' })).toContain(
    `there is no file ./mine.sh in ${process.cwd()}, where npm starts it`,
  );
});
