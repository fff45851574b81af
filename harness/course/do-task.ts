import { type LabTask, tasksOf } from '../../labs/tasks.ts';
import { openBroker, parseBroker } from '../brokers/index.ts';
import { interruptibly } from '../lab/terminal/on-chosen-broker.ts';
import type { LabOptions } from '../lab/terminal/options.ts';
import { repeatedOptions } from '../lab/terminal/repeated-options.ts';
import { toStderr } from '../process/on-screen.ts';
import type { ExitCode } from '../process/program.ts';
import { settledBeforeExit } from '../process/shutdown.ts';
import { nextLine } from './list.ts';
import { outline } from './outline.ts';
import { readProgress } from './progress.ts';
import { taskText } from './tell-task.ts';
import { tryTask } from './try-task.ts';
import { WarmBroker } from './warm-broker.ts';
import { watchTask } from './watch.ts';
import { makeFile } from './your-file.ts';

type TaskOptions = Pick<LabOptions, 'broker' | 'wanted' | 'language' | 'quiet' | 'all'>;

/** Runs the learner's program of a task once. 0: passed; 1: not yet; 2: not on this broker. */
export const doTask = (task: LabTask, options: TaskOptions): Promise<ExitCode> =>
  settledBeforeExit(once(task, options));

async function once(
  task: LabTask,
  { broker: name, wanted, language, quiet, all }: TaskOptions,
): Promise<ExitCode> {
  await makeFile(task, language);
  process.stdout.write(taskText(task, language));
  const options = repeatedOptions({ broker: name, language });
  const report = (text: { readonly en: string; readonly ja: string }) => toStderr(text[language]);
  await using broker = await openBroker(parseBroker(name, process.env, wanted), { report });
  const { passed, isOutOfReach } = await interruptibly((signal) =>
    tryTask(task, broker, { language, quiet, all, options, signal }),
  );
  if (passed) {
    const chapters = await outline(await readProgress());
    process.stdout.write(`\n${nextLine(chapters, language, { after: task.lab, options })}\n`);
  }
  if (isOutOfReach) return 2;
  return passed ? 0 : 1;
}

/** Runs it each time it is saved. */
export const watchDoing = (task: LabTask, options: TaskOptions): Promise<ExitCode> =>
  settledBeforeExit(watching(task, options));

async function watching(
  task: LabTask,
  { broker: name, wanted, language, quiet, all }: TaskOptions,
): Promise<ExitCode> {
  await using broker = new WarmBroker(name, language, wanted);
  const after = async ({ lab, number }: LabTask) =>
    (await tasksOf(lab)).find((other) => other.number > number);
  const options = repeatedOptions({ broker: name, language });
  await watchTask(task, { language, quiet, all, options, broker, after });
  return 0;
}
