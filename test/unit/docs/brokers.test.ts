import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { brokerKinds } from '../../../harness/brokers/kinds.ts';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';

test.for(['docs/brokers.md', 'docs/brokers.ja.md'])(
  '%s has a row for each broker, with its variables',
  async (file) => {
    const page = await readFile(path.join(repositoryRoot, file), 'utf8');
    for (const { name, variables } of brokerKinds) {
      const row = page.split('\n').find((line) => line.startsWith(`| \`${name}\` |`));
      expect(row, name).toBeDefined();
      for (const variable of variables) expect(row).toContain(variable);
    }
  },
);
