import { execa } from 'execa';
import { settlesWithin } from '../base/deadline.ts';
import { killGroup } from '../process/kill-group.ts';
import { onLifeline } from '../process/lifeline.ts';
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
  /** Asks it to end, kills it if it does not, and returns when it and its child processes have ended. */
  stop(): Promise<void>;
}

/** Time for a program to end when it is asked to, in ms. */
const PATIENCE_MS = 1_000;

/**
 * Starts a program on a lifeline: it ends when this process ends, in whatever way. It has its own process group, so that
 * Ctrl-C in the terminal reaches only us. Its standard input is empty.
 */
export function startProgram({ file, args, env }: Command): RunningProgram {
  const [shell = 'sh', ...words] = onLifeline(file, ...args);
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
    await child;
  };
  return { said, ended, stop, [Symbol.asyncDispose]: stop };
}
