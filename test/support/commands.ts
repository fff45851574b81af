import path from 'node:path';
import { expect } from 'vitest';
import type { Command } from '../../harness/process/command/command.ts';
import { repositoryRoot } from '../../harness/process/repository-root.ts';
import project from '../../package.json' with { type: 'json' };

/** The file of each command, by the name of its npm script. */
export const commandFiles: ReadonlyArray<readonly [script: string, file: string]> = Object.entries(
  project.scripts,
).flatMap(([script, line]) => {
  const file = /^node (harness\/\S+\.ts)$/.exec(line)?.[1];
  return file === undefined ? [] : [[script, file] as const];
});

/** Reads the command table of a file without running the command. */
export async function commandIn(file: string): Promise<Command> {
  const module: { default?: Command } = await import(path.join(repositoryRoot, file));
  expect(module.default, `${file} exports its command`).toBeDefined();
  return module.default ?? { name: '', en: '', ja: '', options: {} };
}
