import { clipped, columns, padded } from '../base/columns.ts';
import type { Language, Text } from '../base/text.ts';
import { withOptions } from '../lab/terminal/repeated-options.ts';
import { type Chapter, nextOf } from './outline.ts';

/**
 * The course as text: one line per lab, at most 80 columns, without colour.
 * @param options more of them for the next command, as made by `repeatedOptions`
 */
export function listOf(chapters: readonly Chapter[], language: Language, options = ''): string {
  const lines = chapters.map((chapter) => lineOf(chapter, language));
  return [...lines, '', nextLine(chapters, language, { options }), ''].join('\n');
}

const WIDTH = 80;

/** E.g. `✔ 03 Retained messages              10 min   tasks 1/3`. */
export function lineOf({ id, title, minutes, wasRun, isDone, tasks }: Chapter, language: Language): string {
  const mark = isDone ? '✔' : wasRun ? '·' : ' ';
  const done = tasks.filter(({ passed }) => passed).length;
  const counted = tasks.length === 0 ? '' : `${words.tasks[language]} ${done}/${tasks.length}`;
  const end = `${String(minutes).padStart(3)} ${words.minutes[language]}  ${counted.padEnd(9)}`.trimEnd();
  const begin = `${mark} ${id.slice(0, 2)} ${title[language]}`;
  const room = WIDTH - columns(`  ${words.minutes[language]}  ${words.tasks[language]} 0/0`) - 6;
  return `${padded(clipped(begin, room), room)} ${end}`;
}

/**
 * What to do next.
 * @param after the lab that the learner is at
 * @param options more of them for its command, as made by `repeatedOptions`
 */
export function nextLine(
  chapters: readonly Chapter[],
  language: Language,
  { after, options = '' }: { readonly after?: string; readonly options?: string } = {},
): string {
  const next = nextOf(chapters, after);
  if (next === undefined) return words.allDone[language];
  const about = `${next.title[language]}${words.comma[language]}${next.minutes} ${words.minutes[language]}`;
  return `${words.next[language]}: ${withOptions(next.command, options)}  (${about})`;
}

const words = {
  minutes: { en: 'min', ja: '分' },
  tasks: { en: 'tasks', ja: '課題' },
  comma: { en: ', ', ja: '、' },
  next: { en: 'next', ja: '次は' },
  allDone: {
    en: 'You have done everything. Now try your own program: npm run broker',
    ja: '全部終わりました。次は自分のプログラムで: npm run broker',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** The course as data, for programs. */
export const jsonOf = (chapters: readonly Chapter[]): string => {
  const labs = chapters.map(({ id, title, minutes, wasRun, isDone, tasks }) => ({
    id,
    title,
    minutes,
    run: wasRun,
    done: isDone,
    tasks: tasks.map(({ number, task, passed }) => ({
      number,
      title: task.title,
      minutes: task.minutes,
      builds: task.builds,
      fastTrack: task.isFastTrack,
      passed,
    })),
  }));
  return `${JSON.stringify({ labs, next: nextOf(chapters)?.command ?? null }, undefined, 2)}\n`;
};
