import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as v from 'valibot';
import { errorCode } from '../base/error-code.ts';
import { CannotRunError } from '../base/errors.ts';
import { cannotWrite } from '../process/cannot-write.ts';
import { repositoryRoot } from '../process/repository-root.ts';

/** The file with a person's progress; not in the repository. `LAB_PROGRESS` names another file; if it is empty, nothing is saved. */
export const progressFile: string = process.env.LAB_PROGRESS ?? path.join(repositoryRoot, '.progress.json');

const Moment = v.pipe(v.string(), v.isoTimestamp());
const Count = v.pipe(v.number(), v.integer(), v.minValue(0));

const ProgressSchema = v.object({
  /** Labs that were run and held, by id, and when. */
  labs: v.record(v.string(), Moment),
  /** Tasks that were begun, by id (`03-retain/2`). */
  tasks: v.record(
    v.string(),
    v.object({
      passed: v.optional(Moment),
      /** How many levels of its hints were shown. */
      hints: Count,
      /** How often the solution was asked for. */
      asked: Count,
    }),
  ),
});

export type Progress = v.InferOutput<typeof ProgressSchema>;
export type TaskProgress = Progress['tasks'][string];

export const nothingYet: Progress = { labs: {}, tasks: {} };
export const notBegun: TaskProgress = { hints: 0, asked: 0 };

/** @throws CannotRunError `progress-not-readable` if the file is not as this program wrote it */
export async function readProgress(file = progressFile): Promise<Progress> {
  try {
    const text = file === '' ? undefined : await textOf(file);
    if (text === undefined) return nothingYet;
    return v.parse(ProgressSchema, JSON.parse(text));
  } catch (cause) {
    const name = path.basename(file);
    throw new CannotRunError(
      'progress-not-readable',
      { en: `${name} cannot be read`, ja: `${name} を読めません` },
      {
        en: 'correct it, or start again with npm run lab -- --reset',
        ja: '直すか、npm run lab -- --reset で最初からやり直してください',
      },
      { cause },
    );
  }
}

/** @throws the system's error, except if there is no such file */
async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Changes the progress. The file is replaced as a whole, so that an interrupted write loses nothing. */
export async function changeProgress(
  change: (progress: Progress) => Progress,
  file = progressFile,
): Promise<void> {
  if (file === '') return;
  const changed = change(await readProgress(file));
  const beside = `${file}.${process.pid}`;
  try {
    await writeFile(beside, `${JSON.stringify(changed, undefined, 2)}\n`);
    await rename(beside, file);
  } catch (cause) {
    await rm(beside, { force: true });
    throw cannotWrite(path.basename(file), cause);
  }
}

export const withLab =
  (lab: string, now: Date) =>
  (progress: Progress): Progress => ({ ...progress, labs: { ...progress.labs, [lab]: now.toISOString() } });

export const withTask =
  (id: string, change: (task: TaskProgress) => TaskProgress) =>
  (progress: Progress): Progress => ({
    ...progress,
    tasks: { ...progress.tasks, [id]: change(progress.tasks[id] ?? notBegun) },
  });

export const forget = (file = progressFile): Promise<void> => rm(file, { force: true });
