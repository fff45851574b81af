import path from 'node:path';
import { CannotRunError } from '../../harness/base/errors.ts';
import { printable } from '../../harness/base/visible.ts';
import { findPahoPython } from '../../harness/clients/paho/python.ts';
import type { Exit, RunningProgram } from '../../harness/clients/program.ts';
import { tappedForPrograms } from '../../harness/lab/for-programs.ts';
import type { Lab } from '../../harness/lab/index.ts';

/** How long Python may take to start, also in a container on a busy machine, and paho-mqtt to reconnect, in ms. */
const PATIENCE_MS = 30_000;

/** A running program of this folder. */
export interface Program {
  /** Waits for its end. */
  exitCode(): Promise<number>;
  /** Waits for something while the program runs. @throws CannotRunError `client-failed` if the program ends instead */
  until<T>(awaited: (deadline: number) => Promise<T>): Promise<T>;
  /** The first line of its output that matches. */
  line(pattern: RegExp): Promise<string>;
  /** The lines of its output so far. */
  readonly lines: readonly string[];
  stop(): Promise<void>;
}

/** Starts the programs of this folder. */
export interface Programs {
  /** The version of paho-mqtt. */
  readonly version: string;
  /**
   * @param script e.g. `right.py`
   * @param name the client's name in this lab
   */
  start(script: string, name: string): Promise<Program>;
}

/**
 * @throws CannotRunError `client-not-here` with the line to type; as {@link tappedForPrograms}
 */
export async function pahoPrograms(lab: Lab): Promise<Programs> {
  const url = new URL(await tappedForPrograms(lab));
  const python = await findPahoPython();
  if ('missing' in python) throw new CannotRunError('client-not-here', python.missing, python.advice);
  const { version } = python;
  const start = async (script: string, name: string) => {
    const { hostname, port } = url;
    const told = {
      host: hostname,
      port,
      id: lab.clientId(name),
      protocol: lab.protocolVersion === 5 ? '5' : '3.1.1',
      prefix: lab.topic(''),
    };
    const words = Object.entries(told).map(([option, value]) => `--${option}=${value}`);
    const command = python.run(path.join(import.meta.dirname, script), ...words);
    return asProgram(script, lab, lab.program(`paho-mqtt ${version}`, command));
  };
  return { version, start };
}

function asProgram(script: string, lab: Lab, { said, ended, stop }: RunningProgram): Program {
  // After `stop`, the program has ended and all of its output is here.
  const over = async () => {
    const exit = await ended;
    await stop();
    return exit;
  };
  const tooEarly = over().then((exit) => {
    throw endedEarly(script, exit, said.lines.at(-1) ?? '');
  });
  tooEarly.catch(() => {});
  const until = <T>(awaited: (deadline: number) => Promise<T>) =>
    Promise.race([awaited(PATIENCE_MS), tooEarly]);
  const ending = { en: `${script} to end`, ja: `${script} が終わること` };
  return {
    exitCode: async () => (await lab.patience.until(over(), ending, PATIENCE_MS)).code,
    until,
    get lines() {
      return said.lines;
    },
    line: (pattern) =>
      until((deadline) =>
        lab.patience.until(
          said.line(pattern),
          { en: `a line of ${script}`, ja: `${script} の出力` },
          deadline,
        ),
      ),
    stop,
  };
}

const endedEarly = (script: string, { code }: Exit, lastLine: string) => {
  const words = printable(lastLine, 200);
  return new CannotRunError(
    'client-failed',
    {
      en: `${script} has ended with exit code ${code} (${words})`,
      ja: `${script} が終了コード ${code} で終わりました(${words})`,
    },
    { en: 'see what it says when it is run by itself', ja: '単独で動かして、出力を見てください' },
  );
};
