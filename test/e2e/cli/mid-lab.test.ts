import { describe, expect, it } from 'vitest';
import { findProgram } from '../../../harness/process/find-program.ts';
import { haltingBroker } from '../support/halting-broker.ts';
import { knownByItsId } from '../support/known-by-its-id.ts';
import { expectCouldNotRun, node, printed, start } from '../support/program.ts';
import { retainedAt } from '../support/retained-at.ts';

/** Any client may notice first. */
const lost =
  '03-retain: step 2 \\(Somebody subscribes after it was sent\\): the connection of \\w+ was lost: check that the broker is still running';
const lostOurs = expect.stringMatching(new RegExp(`^${lost}$`));
/** The message names what may still be on a foreign broker. */
const english = expect.stringMatching(
  new RegExp(
    `^${lost}; this could not be removed from the broker: retained on mqtt-hands-on/\\w+/office/door \\(.*\\)$`,
  ),
);
const japanese = expect.stringMatching(
  /^03-retain: ステップ 2\(送ったあとで、新しいクライアントが購読します\): \w+ の接続が切れました: ブローカーが動いているか確かめてください。次のものをブローカーから消せませんでした: Retain: mqtt-hands-on\/\w+\/office\/door\(.*\)$/,
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
      launcher: [...node, '--import', './test/e2e/cli/programs/pause-at-step-2.ts'],
      env: { MOSQUITTO_PROGRAM: path },
      stdin: 'pipe',
    });
    await printed(lab, /\n2 /);
    process.kill(await pid(), 'SIGKILL');
    lab.running.stdin?.end();
    expectCouldNotRun(await lab.ended, { says: lostOurs });
  });
});

describe('Ctrl-C in the middle of a lab', () => {
  const interrupted =
    '03-retain: step 2 (Somebody subscribes after it was sent): interrupted: you can run it again';

  // The system may merge a second SIGINT with the first.
  it.for([
    ['once', ['SIGINT'], [130]],
    // The system decides which of the two comes first.
    ['twice within a moment', ['SIGINT', 'SIGTERM'], [130, 143]],
  ] as const)('%s', async ([, signals, codes], context) => {
    const broker = await haltingBroker('late', context);
    const lab = start(['harness/cli/lab.ts', '03', '--broker', broker.url]);
    await Promise.all([printed(lab, /\n2 /), broker.halted]);
    expect(await retainedAt(broker.url)).toEqual(['open']);
    for (const signal of signals) lab.running.kill(signal);
    const { exitCode, stderr, left } = await lab.ended;
    expect({ stderr, left }).toEqual({ stderr: interrupted, left: [] });
    expect(codes).toContain(exitCode);
    expect(await retainedAt(broker.url)).toEqual([]);
  });

  it('to the whole job, as a terminal does', async (context) => {
    const broker = await haltingBroker('late', context);
    const lab = start(['run', 'lab', '--', '03', '--broker', broker.url], { launcher: ['npm'] });
    await Promise.all([printed(lab, /\n2 /), broker.halted]);
    process.kill(-(lab.running.pid ?? 0), 'SIGINT');
    const { stderr, left } = await lab.ended;
    expect(stderr).toContain(interrupted);
    expect(left).toEqual([]);
    expect(await retainedAt(broker.url)).toEqual([]);
  });
});
