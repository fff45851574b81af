import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Broker } from '../../harness/brokers/broker.ts';
import { isInconclusive } from '../../harness/lab/silence/too-busy.ts';
import { type Attempt, attempt } from '../../harness/task/attempt.ts';
import { isUsual } from '../../harness/task/notices.ts';
import { labIds } from '../../labs/index.ts';
import { type LabTask, tasksOf } from '../../labs/tasks.ts';
import { inOwnTime, noLimit } from '../support/in-own-time.ts';
import { brokerIfUp, needBroker } from '../support/require-broker.ts';
import { withoutBrowser } from '../support/without-browser.ts';

const tasks = (await Promise.all(labIds.map(tasksOf))).flat();
const broker = await brokerIfUp();

/** Runs a program of a task's folder as the learner's. */
async function run(task: LabTask, file: string, on: Broker): Promise<Attempt> {
  const name = `${task.id} ${path.basename(file)}`;
  return inOwnTime(name, on, (own, signal) => attempt(task.id, task.task, file, own, { signal }));
}

describe.concurrent.each(tasks)('task $id', (task) => {
  const cannotRun = withoutBrowser(task.id);
  // Many pages at once keep a browser busy for longer than a task may take.
  const how = { timeout: noLimit, concurrent: !task.file.endsWith('.html') };

  test.for([task.starter, ...task.wrong].map((file) => [path.basename(file), file] as const))(
    '%s is not passed, and is told what helps',
    how,
    async ([name, file], { skip }) => {
      await needBroker({ skip });
      if (cannotRun !== undefined) skip(cannotRun);
      if (broker === undefined) return;
      const { passed, run: seen, help } = await run(task, file, broker);
      if (isInconclusive(seen.error)) skip(`not-run: ${seen.reason?.en}`);
      if (isUnsupported(seen)) skip(`unsupported: ${seen.reason?.en ?? seen.unsupported[0]?.why.en}`);
      expect(passed, name).toBe(false);
      expect(help?.en, name).toBeDefined();
      // What is said after any task says nothing about this mistake.
      expect(isUsual(help), `${name}: ${help?.en}`).toBe(false);
    },
  );

  test('the solution passes', how, async ({ skip }) => {
    await needBroker({ skip });
    if (cannotRun !== undefined) skip(cannotRun);
    if (broker === undefined) return;
    const { passed, run: seen, help, lines } = await run(task, task.solution, broker);
    if (isInconclusive(seen.error)) skip(`not-run: ${seen.reason?.en}`);
    if (isUnsupported(seen)) skip(`unsupported: ${seen.reason?.en ?? seen.unsupported[0]?.why.en}`);
    const { reason, claims } = seen;
    expect({ passed, reason: reason?.en }, JSON.stringify({ help: help?.en, lines, claims })).toEqual({
      passed: true,
      reason: undefined,
    });
  });
});

const isUnsupported = ({ unsupported, claims }: Attempt['run']): boolean =>
  unsupported.length > 0 && claims.length === 0;
