import { labIds, loadLab, USUAL_MINUTES } from '../../labs/index.ts';
import { type LabTask, tasksOf } from '../../labs/tasks.ts';
import type { Text } from '../base/text.ts';
import type { Progress } from './progress.ts';

/** A task of the course and whether it was passed. */
export interface OutlinedTask extends LabTask {
  readonly passed: boolean;
}

/** A lab of the course with its tasks and the progress in it. */
export interface Chapter {
  readonly id: string;
  readonly title: Text;
  /** The time to read its guide and run it, without its tasks. */
  readonly minutes: number;
  readonly wasRun: boolean;
  readonly tasks: readonly OutlinedTask[];
  /** The lab was run, and all its tasks or its fast-track task were passed. */
  readonly isDone: boolean;
}

/** What to do next. */
export interface NextThing {
  readonly lab: string;
  /** The task's number. */
  readonly task?: string;
  readonly command: string;
  readonly title: Text;
  readonly minutes: number;
}

/** The course in its order. */
export const outline = ({ labs, tasks: begun }: Progress): Promise<Chapter[]> =>
  Promise.all(
    labIds.map(async (id) => {
      const { title, minutes = USUAL_MINUTES } = await loadLab(id);
      const tasks = (await tasksOf(id)).map((one) => ({
        ...one,
        passed: begun[one.id]?.passed !== undefined,
      }));
      const wasRun = labs[id] !== undefined;
      const isDone =
        tasks.some(({ task, passed }) => task.isFastTrack && passed) ||
        (wasRun && tasks.every(({ passed }) => passed));
      return { id, title, minutes, wasRun, tasks, isDone };
    }),
  );

/**
 * The first lab or task of the course that is not done; undefined if all are done.
 * @param after looks from this lab on first, and then at those before it
 */
export function nextOf(chapters: readonly Chapter[], after?: string): NextThing | undefined {
  const at = Math.max(
    chapters.findIndex(({ id }) => id === after),
    0,
  );
  const chapter = [...chapters.slice(at), ...chapters.slice(0, at)].find(({ isDone }) => !isDone);
  if (chapter === undefined) return undefined;
  const { id, title, minutes, wasRun, tasks } = chapter;
  const number = id.slice(0, 2);
  if (!wasRun) return { lab: id, command: `npm run lab ${number}`, title, minutes };
  const open = tasks.find(({ passed }) => !passed);
  if (open === undefined) return undefined;
  const command = `npm run lab ${number} -- --task ${open.number}`;
  return { lab: id, task: String(open.number), command, title: open.task.title, minutes: open.task.minutes };
}
