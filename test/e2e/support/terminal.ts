import type { TestContext } from 'vitest';
import { findProgram } from '../../../harness/process/find-program.ts';
import { node, printed, type Start, start } from './program.ts';

/** How a program ended in a terminal. */
export interface TerminalEnded {
  readonly exitCode: number | undefined;
  /** Everything that was written to the screen, with its control sequences. */
  readonly screen: string;
  /** Processes that still run. */
  readonly left: readonly string[];
  readonly isCursorHidden: boolean;
  /** The settings of the terminal before and after (`stty -g`). */
  readonly modes: { readonly before: string | undefined; readonly after: string | undefined };
}

export const keys = { ctrlC: '\u0003', ctrlD: '\u0004', down: '\u001b[B', enter: '\r' } as const;

/** Skips the test, and says why, where no terminal can be made. */
export async function needTerminal({ skip }: Pick<TestContext, 'skip'>): Promise<void> {
  if (process.platform !== 'linux') skip('terminals are made by script of util-linux, on Linux only');
  if ((await findProgram('script')) === undefined) skip('not run: no script (util-linux) on this machine');
}

/** Starts a program of this repository in a terminal of 80 columns and 24 lines. What is typed gets there as by a keyboard. */
export function startInTerminal(words: readonly string[], { env = {} }: Pick<Start, 'env'> = {}) {
  const program = [...node, ...words].map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const script = [
    // The shell outlives Ctrl-C, and tells how the program ended.
    'trap : INT',
    'stty rows 24 cols 80',
    'echo "before $(stty -g)"',
    program,
    'echo "ended with $?"',
    'echo "after $(stty -g)"',
  ].join('\n');
  const started = start(['-qfec', script, '/dev/null'], {
    launcher: ['script'],
    env: { SHELL: '/bin/sh', TERM: 'xterm-256color', NO_COLOR: '1', ...env },
    stdin: 'pipe',
  });
  const ended = started.ended.then(({ stdout, left }): TerminalEnded => {
    const line = (pattern: RegExp) => pattern.exec(stdout)?.[1];
    const code = line(/ended with (\d+)/);
    return {
      exitCode: code === undefined ? undefined : Number(code),
      screen: stdout,
      left,
      isCursorHidden: stdout.lastIndexOf('\u001b[?25l') > stdout.lastIndexOf('\u001b[?25h'),
      modes: { before: line(/^before (\S+)/m), after: line(/^after (\S+)/m) },
    };
  });
  return {
    ended,
    type: (text: string) => {
      started.running.stdin?.write(text);
    },
    /** Waits until this is on the screen. Call it before what causes it. */
    printed: (pattern: RegExp) => printed(started, pattern),
  };
}
