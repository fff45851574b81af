import { type LabTask, tasksOf } from '../../labs/tasks.ts';
import type { Language } from '../base/text.ts';
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
  if (passed) process.stdout.write(`\n${await nextAfter(task, language, options)}\n`);
  if (isOutOfReach) return 2;
  return passed ? 0 : 1;
}

/** What to do after a task, in one line. @param options to type again, as made by `repeatedOptions` */
async function nextAfter({ lab }: LabTask, language: Language, options: string): Promise<string> {
  const chapters = await outline(await readProgress());
  return nextLine(chapters, language, { after: lab, options });
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
  const next = (at: LabTask) => nextAfter(at, language, options);
  await watchTask(task, { language, quiet, all, options, broker, after, next });
  return 0;
}
