import { delimiter, join } from 'node:path';
import { execa } from 'execa';
import { describe, it, type TestContext } from 'vitest';
import { isExecutable } from '../../../harness/process/find-program.ts';
import { expectCouldNotRun, run, tsx } from '../support/program.ts';

/** A Node on the PATH that is too old for this project, with its version. Without one, the test is skipped. */
async function oldNodeOrSkip({ skip }: TestContext) {
  const directories = new Set((process.env.PATH ?? '').split(delimiter).filter(Boolean));
  for (const directory of directories) {
    const node = join(directory, 'node');
    if (!(await isExecutable(node))) continue;
    const { stdout: version } = await execa(node, ['--version']);
    if (Number(/^v(\d+)/.exec(version)?.[1]) < 22) return { node, version };
  }
  return skip('not run: no Node older than 22 on the PATH');
}

describe('by hand, with a Node that is too old', () => {
  it.for(['harness/cli/start.ts', 'harness/cli/lab.ts'])('tsx %s', async (file, context) => {
    const { node, version } = await oldNodeOrSkip(context);
    expectCouldNotRun(await run([file], { launcher: [node, tsx] }), {
      says: `Node ${version} is too old, 22.22 or later is needed: run it through npm (npm start, npm run lab 03), which uses the Node of this project`,
    });
  });

  it('in Japanese', async (context) => {
    const { node, version } = await oldNodeOrSkip(context);
    const env = { LC_ALL: 'ja_JP.UTF-8' };
    expectCouldNotRun(await run(['labs/03-retain/lab.ts'], { launcher: [node, tsx], env }), {
      says: `Node ${version} は古すぎます(22.22 以降が必要です): npm から実行してください(npm start、npm run lab 03)。プロジェクト付属の Node が使われます`,
    });
  });
});
