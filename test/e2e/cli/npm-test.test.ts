import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { repositoryRoot } from '../../../harness/process/repository-root.ts';
import { run } from '../support/program.ts';
import { repositoryCopy } from '../support/repository-copy.ts';

const vitest = path.join(repositoryRoot, 'node_modules/vitest/vitest.mjs');
/** One lab under MQTT 5, and tests that need no broker. */
const some = ['--project', 'unit', '--project', 'embedded', 'test/brokers/labs', 'test/unit/each-lab/labs'];

/** Runs some tests with `npm test` in a folder. */
const npmTest = (folder: string) =>
  run([vitest, 'run', '--root', folder, ...some, '-t', '03-retain'], {
    env: { CI: '', FORCE_COLOR: undefined, NO_COLOR: '1', VITEST: undefined },
  });

it('a green run names no test; a broken claim is told in full, and once more at the end', async (context) => {
  const folder = await repositoryCopy(context);

  const green = await npmTest(folder);
  expect(green).toMatchObject({ exitCode: 0, left: [] });
  expect(green.stdout).toContain('retain.late-subscriber        ✔✔');
  expect(green.stdout).toMatch(/\d+ tests passed, 0 failed, \d+ skipped, in/);
  expect(green.stdout).not.toMatch(/test\.ts|leaves nothing behind|Test Files/);
  expect(await readFile(path.join(folder, 'reports/claims.md'), 'utf8')).toContain('`retain.cleared`');

  const lab = path.join(folder, 'labs/03-retain/lab.ts');
  const text = await readFile(lab, 'utf8');
  const changed = text.replace(/('retain\.late-subscriber', \{ payload: ')open/, '$1ajar');
  expect(changed).not.toBe(text);
  await writeFile(lab, changed);

  const red = await npmTest(folder);
  expect(red.exitCode).toBe(1);
  expect(red.stderr).toContain('retain.late-subscriber is broken on embedded');
  expect(red.stderr).toContain('expected: {"payload":"ajar","retain":true}');
  expect(red.stderr).toMatch(/broker +→ late +PUBLISH .*"open"/);
  const [, end = ''] = red.stdout.split('The talk, claim by claim');
  expect(end).toContain('retain.late-subscriber        ✘✘');
  expect(end).toContain('\nfailed: embedded > 03-retain · MQTT 5 > retain.late-subscriber\n');
  expect(end).toMatch(/embedded \S+: .*2 BROKEN/);
  const report = await readFile(path.join(folder, 'reports/claims.html'), 'utf8');
  expect(report).toMatch(/broker +→ late +PUBLISH/);
});
