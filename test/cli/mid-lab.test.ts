import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findProgram } from '../../harness/brokers/find-program.ts';
import { haltingBroker } from './halting-broker.ts';
import { type Clean, expectCouldNotRun, nodeWithTsx, printed, start, tsx } from './program.ts';
import { retainedAt } from './retained-at.ts';

/** Which client notices first is left to chance. */
const english = expect.stringMatching(
  /^03-retain: step 2 \(Somebody subscribes after it was sent\): the connection of \w+ was lost: check that the broker is still running$/,
);
const japanese = expect.stringMatching(
  /^03-retain: 手順 2\(送ったあとで、新しいクライアントが購読します\): \w+ の接続が切れました: ブローカーが動いているか確かめてください$/,
);

describe('a broker that dies in the middle of a lab', () => {
  it.for([
    ['harness/cli/lab.ts 03', 'en', english],
    ['labs/03-retain/lab.ts', 'ja', japanese],
    ['harness/cli/start.ts', 'en', english],
  ] as const)('%s --broker URL --lang %s', async ([words, lang, says], context) => {
    const broker = await haltingBroker('late', context);
    const lab = start([...words.split(' '), '--broker', broker.url, '--lang', lang]);
    await Promise.all([printed(lab, /03-retain.*\n2 /s), broker.halted]);
    await broker.die();
    expectCouldNotRun(await lab.ended, { says });
  });

  it('for one of its clients only', async (context) => {
    const broker = await haltingBroker('late', context);
    const lab = start(['labs/03-retain/lab.ts', '--broker', broker.url]);
    await printed(lab, /\n2 /);
    await broker.hangUp();
    expectCouldNotRun(await lab.ended, {
      says: '03-retain: step 2 (Somebody subscribes after it was sent): the connection of late was lost: check that the broker is still running',
    });
  });

  it('a Mosquitto program that the lab started', async (context) => {
    const mosquitto = await findProgram('mosquitto');
    if (mosquitto === undefined) return context.skip('not run: no mosquitto program on this machine');
    const { path, pid } = await knownByItsId(mosquitto, context);
    const lab = start(['harness/cli/lab.ts', '03', '--broker', 'mosquitto'], {
      launcher: [...nodeWithTsx, '--import', './test/cli/programs/pause-at-step-2.ts'],
      env: { MOSQUITTO_PROGRAM: path },
      stdin: 'pipe',
    });
    await printed(lab, /\n2 /);
    process.kill(await pid(), 'SIGKILL');
    lab.running.stdin?.end();
    expectCouldNotRun(await lab.ended, { says: english });
  });
});

/** A program under another path, that writes down its process id before it becomes the program. */
async function knownByItsId(program: string, { onTestFinished }: Clean) {
  const directory = await mkdtemp(join(tmpdir(), 'known-by-its-id-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const path = join(directory, 'program');
  await writeFile(path, ['#!/bin/sh', 'echo $$ > "$0.pid"', `exec '${program}' "$@"`, ''].join('\n'));
  await chmod(path, 0o755);
  return { path, pid: async () => Number(await readFile(`${path}.pid`, 'utf8')) };
}

describe('Ctrl-C in the middle of a lab', () => {
  it.for(['tsx alone', 'the whole job, as a terminal does'])('to %s', async (whom, context) => {
    const broker = await haltingBroker('late', context);
    const lab = start(['harness/cli/lab.ts', '03', '--broker', broker.url], { launcher: [tsx] });
    await Promise.all([printed(lab, /\n2 /), broker.halted]);
    expect(await retainedAt(broker.url)).toEqual(['open']);
    const { pid = 0 } = lab.running;
    process.kill(whom === 'tsx alone' ? pid : -pid, 'SIGINT');
    const { exitCode, stderr, left } = await lab.ended;
    expect({ exitCode, left }).toEqual({ exitCode: 130, left: [] });
    expect(stderr).toBe(
      '03-retain: step 2 (Somebody subscribes after it was sent): interrupted: run it again when you like',
    );
    expect(await retainedAt(broker.url)).toEqual([]);
  });
});
