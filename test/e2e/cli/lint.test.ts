import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { expect, it } from 'vitest';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';

/** Each of these lines leaves a promise without an owner. */
const planted = [
  'fails();',
  'fails().then(() => 1);',
  'fails().finally(() => 1);',
  'void fails();',
  'const go = () => void fails();',
  'setTimeout(async () => await fails(), 1);',
  'setTimeout(fails, 1);',
  "new EventEmitter().on('x', async () => await fails());",
  'createServer(async () => await fails());',
  '[1].forEach(async () => await fails());',
  '[1].map(() => fails());',
  'new Promise(async (resolve) => resolve(await fails()));',
  'Promise.all([fails()]);',
  '(async () => await fails())();',
  'go.length > 0 && fails();',
  'const callback: () => void = fails;',
];

/** In these lines, the promise has an owner. */
const owned = [
  'await fails();',
  'fails().catch(() => 1);',
  'fails().then(() => 1, callback);',
  'export const later = fails();',
];

const head = `import { EventEmitter } from 'node:events';
import { createServer } from 'node:http';
const fails = async (): Promise<void> => { throw new Error(); };
`;

it('the linter finds every promise that nobody owns, and no other', async ({ onTestFinished }) => {
  const parent = path.join(repositoryRoot, 'reports');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(path.join(parent, 'lint-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  // A folder for which the rules of the product hold.
  const file = path.join(folder, 'harness/planted.ts');
  await mkdir(path.dirname(file));
  await writeFile(file, `${head}${[...planted, ...owned].join('\n')}\n`);
  await writeFile(path.join(folder, 'tsconfig.json'), '{"extends":"../../tsconfig.json","include":["."]}');
  const { stdout } = await execa(
    'oxlint',
    ['--config', path.join(repositoryRoot, '.oxlintrc.json'), '--no-ignore', '--format', 'unix', file],
    { cwd: folder, preferLocal: true, localDir: repositoryRoot, reject: false },
  );
  const lines = Array.from(stdout.matchAll(/planted\.ts:(\d+):/g), ([, line]) => Number(line));
  const first = head.split('\n').length;
  expect([...new Set(lines)].sort((a, b) => a - b)).toEqual(planted.map((_, index) => first + index));
});
