import { randomUUID } from 'node:crypto';
import { execa } from 'execa';
import { settlesWithin } from '../base/deadline.ts';
import { killGroup } from '../process/kill-group.ts';
import { killAllWith } from '../process/left-its-group.ts';
import { MARK, onGroupLifeline } from '../process/lifeline.ts';
import { ProgramOutput } from './program-output.ts';

/** A program with its arguments. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** In addition to the environment of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How a program ended. */
export interface Exit {
  /** 127: no such program; above 128: ended by a signal. */
  readonly code: number;
}

/** A client's program that runs as a child process. */
export interface RunningProgram extends AsyncDisposable {
  /** Its output. */
  readonly said: ProgramOutput;
  /** Settles when it has ended; its own child processes may still run. Never rejects. */
  readonly ended: Promise<Exit>;
  /**
   * Asks it to end, kills it if it does not, and returns when it and its child processes have ended. On Linux, these include
   * processes that have left its process group.
   */
  stop(): Promise<void>;
}

/** Time for a program to end when it is asked to, and for its output to be read after that, in ms. */
const PATIENCE_MS = 1_000;

/**
 * Starts a program on a lifeline: it ends when this process ends, in whatever way. It has its own process group, so that
 * Ctrl-C in the terminal reaches only us. Its standard input is empty.
 */
export function startProgram({ file, args, env }: Command): RunningProgram {
  const mark = randomUUID();
  const [shell = 'sh', ...words] = onGroupLifeline(mark, file, ...args);
  const child = execa(shell, words, {
    detached: true,
    buffer: false,
    reject: false,
    ...(env !== undefined && { env }),
  });
  const { nodeChildProcess } = child;
  child.stdin.on('error', () => {});
  const said = new ProgramOutput(child.stdout, child.stderr);
  const ended = new Promise<Exit>((resolve) => {
    nodeChildProcess.once('exit', (code) => resolve({ code: code ?? 128 }));
    nodeChildProcess.once('error', () => resolve({ code: 127 }));
  });
  const stop = async () => {
    child.stdin.end();
    await settlesWithin(ended, PATIENCE_MS);
    // Even if it has ended: its child processes may still run.
    killGroup(child.pid);
    await ended;
    await killAllWith(`${MARK}=${mark}`);
    // A process that was not found may hold the pipes open.
    if (!(await settlesWithin(said.over, PATIENCE_MS))) {
      child.stdout.destroy();
      child.stderr.destroy();
    }
    await child;
  };
  return { said, ended, stop, [Symbol.asyncDispose]: stop };
}
