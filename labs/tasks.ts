import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { CannotRunError } from '../harness/base/errors.ts';
import { learnersError } from '../harness/lab/editing/learners-error.ts';
import type { Task } from '../harness/task/task.ts';

/** A task of a lab, with its definition and its files. */
export interface LabTask {
  /** The lab and the task's number, e.g. `03-retain/2`. */
  readonly id: string;
  readonly lab: string;
  readonly number: number;
  readonly task: Task;
  /** The learner's program, or page; not in the repository. */
  readonly file: string;
  readonly starter: string;
  readonly solution: string;
  /** Attempts that look right and are wrong. */
  readonly wrong: readonly string[];
}

const folderOf = (lab: string): string => path.join(import.meta.dirname, lab, 'tasks');

/** The tasks of a lab in their order; each is a folder that begins with its number. */
export async function tasksOf(lab: string): Promise<LabTask[]> {
  const folder = folderOf(lab);
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => /^\d+-/.test(name));
  const tasks = await Promise.all(names.map((name) => taskIn(lab, path.join(folder, name))));
  return tasks.sort((one, other) => one.number - other.number);
}

async function taskIn(lab: string, folder: string): Promise<LabTask> {
  const { default: task }: { default: Task } = await import(
    pathToFileURL(path.join(folder, 'task.ts')).href
  ).catch((error: unknown) => {
    throw learnersError(error) ?? error;
  });
  const number = Number.parseInt(path.basename(folder), 10);
  const files = readdirSync(folder);
  const ending = files.includes('starter.html') ? 'html' : 'ts';
  const wrong = files.filter((name) => name.startsWith('wrong-')).map((name) => path.join(folder, name));
  return {
    id: `${lab}/${number}`,
    lab,
    number,
    task,
    file: path.join(import.meta.dirname, lab, 'my', `task-${number}.${ending}`),
    starter: path.join(folder, `starter.${ending}`),
    solution: path.join(folder, `solution.${ending}`),
    wrong,
  };
}

/**
 * A task by its number.
 * @throws CannotRunError `unknown-task`
 */
export async function findTask(lab: string, word: string): Promise<LabTask> {
  const tasks = await tasksOf(lab);
  const found = tasks.find(({ number }) => String(number) === word.replace(/^0+(?=\d)/, ''));
  if (found !== undefined) return found;
  const numbers = tasks.map(({ number }) => number).join(', ');
  throw new CannotRunError(
    'unknown-task',
    { en: `lab ${lab} has no task "${word}"`, ja: `ラボ ${lab} に「${word}」という課題はありません` },
    tasks.length === 0
      ? {
          en: 'npm run lab -- --list shows which labs have some',
          ja: 'npm run lab -- --list で、課題のあるラボが分かります',
        }
      : {
          en: `${tasks.length === 1 ? 'it has task' : 'it has tasks'} ${numbers}`,
          ja: `あるのは ${numbers} です`,
        },
  );
}
