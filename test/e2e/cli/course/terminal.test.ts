import { copyFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { labIds } from '../../../../labs/index.ts';
import { repositoryCopy } from '../../support/repository-copy.ts';
import { keys, needTerminal, startInTerminal, type TerminalEnded } from '../../support/terminal.ts';

const lab = 'harness/cli/lab.ts';

/** Expects that the program has ended, with nothing left, in a terminal that is as it was. */
function expectClean({ modes, screen: _, ...ended }: TerminalEnded, code: number): void {
  expect(modes.before).toBeDefined();
  expect({ ...ended, after: modes.after }).toEqual({
    exitCode: code,
    left: [],
    isCursorHidden: false,
    after: modes.before,
  });
}

/** A copy of the project in which a task is watched, and the learner's file of that task. */
async function watching() {
  const folder = await repositoryCopy({ onTestFinished });
  const file = path.join(folder, 'labs/03-retain/my/task-1.ts');
  const words = [path.join(folder, lab), '03', '--task', '1', '--watch', '--quiet'];
  const terminal = startInTerminal(words, { env: { LAB_PROGRESS: path.join(folder, '.progress.json') } });
  await terminal.printed(/waiting for you to save/);
  return {
    ...terminal,
    solve: () => copyFile(path.join(folder, 'labs/03-retain/tasks/1-late-dashboard/solution.ts'), file),
    save: (text: string) => writeFile(file, text),
  };
}

describe('in a real terminal', () => {
  beforeEach(needTerminal);

  describe('--step', () => {
    const asks = /your guess, or just Enter: $/;

    it('asks before each step, and shows the prediction beside what was seen', async () => {
      const terminal = startInTerminal([lab, '04', '--step']);
      await terminal.printed(asks);
      const compared = terminal.printed(/you expected: {2}it gets two/);
      terminal.type('it gets two\n');
      await compared;
      // Ctrl-D: no more predictions.
      terminal.type(keys.ctrlD);
      const ended = await terminal.ended;
      expect(ended.screen).toMatch(/what was seen: ✔/);
      expect(ended.screen).toMatch(/claims hold/);
      expectClean(ended, 0);
    });

    it.for([['before the first step'], ['in the middle', 'a guess\n']])('Ctrl-C %s', async ([, typed]) => {
      const terminal = startInTerminal([lab, '03', '--step']);
      await terminal.printed(asks);
      if (typed !== undefined) {
        const next = terminal.printed(/\n2 [\s\S]*your guess, or just Enter: $/);
        terminal.type(typed);
        await next;
      }
      terminal.type(keys.ctrlC);
      const ended = await terminal.ended;
      // A line that is too long is broken between words.
      expect(ended.screen.replaceAll(/\r?\n +/g, ' ')).toContain('interrupted: you can run it again');
      expect(ended.screen).not.toContain('\n3 ');
      expectClean(ended, 130);
    });
  });

  describe('the picker', () => {
    const asks = /Which lab\?/;

    it('takes arrow keys', async () => {
      const terminal = startInTerminal([lab]);
      await terminal.printed(asks);
      const second = terminal.printed(/[❯>] {3}02 /);
      terminal.type(keys.down);
      await second;
      const run = terminal.printed(/run the lab/);
      terminal.type(keys.enter);
      await run;
      terminal.type(keys.enter);
      const ended = await terminal.ended;
      expect(ended.screen).toContain('02-publish-subscribe');
      // What was chosen stays in one line.
      expect(ended.screen).toMatch(/✔ Which lab\? 02 Publish and subscribe/);
      expectClean(ended, 0);
    });

    it('takes a number', async () => {
      const terminal = startInTerminal([lab]);
      await terminal.printed(asks);
      const fourth = terminal.printed(/[❯>] {3}04 /);
      terminal.type('4');
      await fourth;
      terminal.type(keys.ctrlC);
      const ended = await terminal.ended;
      // Not all labs fit into a small terminal.
      expect(ended.screen).toContain(
        `or its number: choose · ⏎ open · 16 of ${labIds.length} labs are shown`,
      );
      expectClean(ended, 0);
    });

    it('ends at Ctrl-C, also at its second question', async () => {
      const terminal = startInTerminal([lab]);
      await terminal.printed(asks);
      const run = terminal.printed(/run the lab/);
      terminal.type(keys.enter);
      await run;
      terminal.type(keys.ctrlC);
      expectClean(await terminal.ended, 0);
    });
  });

  describe('--watch', () => {
    it.for([
      ['a syntax error', 'const = 1;\n', /const = 1;/],
      ['an error', "await import('mqtt');\nthrow new Error('mine');\n", /Error: mine/],
      ['no end', 'setInterval(() => {}, 1_000);\n', /not yet: 03\.1/],
      ['a flood', "for (;;) process.stdout.write('x\\n'.repeat(1_000));\n", /more than 20000 lines/],
    ] as const)('goes on after a program with %s', async ([, text, says]) => {
      const { save, solve, type, printed, ended } = await watching();
      const told = printed(says);
      await save(text);
      await told;
      const passed = printed(/✔ passed: 03\.1/);
      await solve();
      await passed;
      type(keys.ctrlC);
      expectClean(await ended, 0);
    });

    it('ends at Ctrl-C in the middle of a run', async () => {
      const { save, type, printed, ended } = await watching();
      const running = printed(/03-retain\/1/);
      await save('setInterval(() => {}, 1_000);\n');
      await running;
      type(keys.ctrlC);
      expectClean(await ended, 0);
    });
  });
});
