import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { columns } from '../../../harness/base/columns.ts';
import { languages } from '../../../harness/base/text.ts';
import { run } from '../support/program.ts';

it.for([
  ['en', 'next:'],
  ['ja', '次は:'],
] as const)('npm start -- --lang %s ends with what to try next', async ([language, begins]) => {
  const words = ['harness/cli/start.ts', '--quiet', '--lang', language];
  const { exitCode, stdout, stderr } = await run(words);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const last = stdout.slice(stdout.lastIndexOf(begins));
  expect(last.startsWith(begins), last).toBe(true);
  const { scripts } = JSON.parse(await readFile('package.json', 'utf8'));
  const commands = [...last.matchAll(/npm run (\w+)/g)].map(([, script]) => script);
  expect(commands).toHaveLength(3);
  expect(Object.keys(scripts)).toEqual(expect.arrayContaining(commands));
});

it.for(languages)('npm start -- --lang %s fits about three screens of 80 columns', async (language) => {
  const { exitCode, stdout } = await run(['harness/cli/start.ts', '--lang', language]);
  expect(exitCode).toBe(0);
  const lines = stdout.split('\n');
  expect(lines.length).toBeLessThanOrEqual(84);
  expect(stdout).toContain('--all');
  for (const line of lines) expect(columns(line), line).toBeLessThanOrEqual(80);
});
