import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { TestContext } from 'vitest';
import type { Text } from '../../../harness/base/text.ts';
import type { Broker } from '../../../harness/brokers/broker.ts';

const program = fileURLToPath(new URL('./programs/hold-broker.ts', import.meta.url));

/** What the program says: see programs/hold-broker.ts. */
interface Line {
  readonly report?: string;
  readonly up?: Broker;
  readonly error?: { readonly code: string; readonly what: Text; readonly advice: Text };
}

/** A process of its own that opens a broker, so that it can be ended in every way a process can end. */
export function holdBroker(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  words: readonly string[],
  { environment = {}, user }: { environment?: Record<string, string>; user?: number } = {},
) {
  const child = spawn(process.execPath, [program, ...words], {
    stdio: 'pipe',
    env: { ...process.env, ...environment },
    ...(user === undefined ? {} : { uid: user, gid: user }),
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines: Line[] = [];
  let complaints = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text;
  });
  const reader = createInterface(child.stdout);
  const read = (async () => {
    for await (const line of reader) {
      lines.push(JSON.parse(line) as Line);
      child.emit('said');
    }
  })();
  /** Exit code, or the signal that ended it. */
  const ended = once(child, 'exit').then(async ([code, signal]) => {
    await read;
    child.emit('said');
    return (code ?? signal) as number | string;
  });
  /** The first line that has this key. @throws when the process ends without one */
  const said = async <K extends keyof Line>(key: K): Promise<NonNullable<Line[K]>> => {
    for (;;) {
      const found = lines.map((line) => line[key]).find((value) => value !== undefined);
      if (found !== undefined) return found as NonNullable<Line[K]>;
      if (child.exitCode !== null || child.signalCode !== null) {
        await ended;
        if (lines.every((line) => line[key] === undefined)) throw new Error(`no '${key}': ${complaints}`);
        continue;
      }
      await once(child, 'said');
    }
  };
  return { child, ended, said, lines, complaints: () => complaints };
}
