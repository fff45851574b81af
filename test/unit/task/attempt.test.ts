import { expect, test } from 'vitest';
import { same } from '../../../harness/base/text.ts';
import { openEmbedded } from '../../../harness/brokers/embedded/embedded.ts';
import { tooBusy } from '../../../harness/lab/silence/too-busy.ts';
import { attempt } from '../../../harness/task/attempt.ts';
import { defineTask } from '../../../harness/task/index.ts';

const task = (judge: () => Promise<void>) =>
  defineTask({
    title: same('A task'),
    asks: same('Publish'),
    minutes: 1,
    hints: [same('one?'), same('two?')],
    claims: { 'task.done': { says: same('It is done') } },
    notices: [],
    judge,
  });

test('an attempt that this machine was too busy to judge is not passed, and no mistake is told', async () => {
  await using broker = await openEmbedded();
  const busy = async () => {
    throw tooBusy(same('this machine stood still'));
  };
  const { passed, help, run } = await attempt('any/1', task(busy), 'not-started.ts', broker);
  expect({ passed, help, reason: run.reason?.en }).toEqual({
    passed: false,
    help: undefined,
    reason: expect.stringContaining('this machine stood still'),
  });
  const nothing = await attempt(
    'any/1',
    task(async () => {}),
    'not-started.ts',
    broker,
  );
  expect(nothing.help).toBeDefined();
});
