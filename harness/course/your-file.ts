import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LabTask } from '../../labs/tasks.ts';
import { errorCode } from '../base/error-code.ts';
import type { Language } from '../base/text.ts';
import { wrapped } from '../base/wrapped.ts';
import { cannotWrite } from '../process/cannot-write.ts';
import { makeFolder } from '../process/make-folder.ts';
import { repositoryRoot } from '../process/repository-root.ts';

/** The path of a file of the project, as a person types it. */
export const shown = (file: string): string => path.relative(process.cwd(), file) || file;

/**
 * Makes the learner's file of a task from its starter, unless it exists.
 * @returns whether it was made
 * @throws CannotRunError `cannot-write`
 */
export async function makeFile({ file, starter, ...task }: LabTask, language: Language): Promise<boolean> {
  const head = headOf(task, language);
  const comment = file.endsWith('.html') ? htmlComment(head) : tsComment(head);
  const text = `${comment}\n${await readFile(starter, 'utf8')}`;
  try {
    await makeFolder(path.dirname(file));
    // 'wx' fails if the file exists: a learner's program is never overwritten.
    await writeFile(file, text, { flag: 'wx' });
    return true;
  } catch (cause) {
    if (errorCode(cause) === 'EEXIST') return false;
    throw cannotWrite(path.relative(repositoryRoot, file), cause);
  }
}

const WIDTH = 100;

type Head = readonly string[];

/** What the task asks. */
function headOf({ lab, number, task }: Pick<LabTask, 'lab' | 'number' | 'task'>, language: Language): Head {
  const title = `${lab.slice(0, 2)}.${number} ${task.title[language]}`;
  return [title, '', ...wrapped(task.asks[language], WIDTH, '')];
}

const tsComment = (lines: Head): string =>
  ['/**', ...lines.map((line) => ` * ${line}`.trimEnd()), ' */'].join('\n');
/** Two hyphens in a row would end it. */
const htmlComment = (lines: Head): string =>
  ['<!--', ...lines.map((line) => `  ${line.replaceAll('--', '- -')}`.trimEnd()), '-->'].join('\n');
