import { execa } from 'execa';
import { settlesWithin } from '../base/deadline.ts';
import { killGroup } from '../process/kill-group.ts';
import { onLifeline } from '../process/lifeline.ts';
import { Said } from './said.ts';

/** A program and how it is started. */
export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  /** Besides this process' own environment. */
  readonly env?: Readonly<Record<string, string>>;
}

/** How a program ended. */
export interface Exit {
  /** 127: there is no such program; above 128: a signal ended it. */
  readonly code: number;
}

/** A client's program that runs beside us. */
export interface RunningProgram extends AsyncDisposable {
  /** What it has written. */
  readonly said: Said;
  /** Settles when it has ended; what it started and left behind may still run. Never rejects. */
  readonly ended: Promise<Exit>;
  /** Asks it to end, ends it where it does not, and returns when nothing of it is left. */
  stop(): Promise<void>;
}

/** How long a program may take to end when it is asked to, in ms. */
const PATIENCE_MS = 1_000;

/**
 * Starts a program on a lifeline: it ends when this process is gone, however it went. It has a process group of its own, so
 * that Ctrl-C in the terminal reaches us, and the program only by us. Its standard input is empty.
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
  const said = new Said(child.stdout, child.stderr);
  const ended = new Promise<Exit>((resolve) => {
    nodeChildProcess.once('exit', (code) => resolve({ code: code ?? 128 }));
    nodeChildProcess.once('error', () => resolve({ code: 127 }));
  });
  const stop = async () => {
    child.stdin.end();
    await settlesWithin(ended, PATIENCE_MS);
    // Where it has ended, too: what it started may have stayed.
    killGroup(child.pid);
    await ended;
    await child;
  };
  return { said, ended, stop, [Symbol.asyncDispose]: stop };
}
