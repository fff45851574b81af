import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { webAddress } from '../../../harness/talk/deck/repository.ts';

const read = (file: string) => readFile(path.join(repositoryRoot, file), 'utf8');

test.for(['README.md', 'README.ja.md', 'CONTRIBUTING.md'])(
  'the commands of %s begin with cloning the repository of package.json',
  async (file) => {
    const { repository } = JSON.parse(await read('package.json'));
    const address = webAddress(repository);
    const [, first] = /^```\w*\n(.*)$/m.exec(await read(file)) ?? [];
    expect(first).toBe(`git clone ${address} && cd ${path.basename(address)}`);
  },
);
