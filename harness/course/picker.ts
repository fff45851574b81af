import select from '@inquirer/select';
import type { Language, Text } from '../base/text.ts';
import { lineOf } from './list.ts';
import { type Chapter, nextOf } from './outline.ts';

/** What a person chose: a lab, or one of its tasks. */
export interface Picked {
  readonly lab: string;
  /** The task's number. */
  readonly task?: string;
}

interface Choice<T> {
  readonly name: string;
  /** What stands there once it is chosen. */
  readonly short: string;
  readonly value: T;
}

/** Lets a person choose a lab or a task by arrow keys or a number. Undefined after Ctrl-C. */
export async function pick(chapters: readonly Chapter[], language: Language): Promise<Picked | undefined> {
  const labs = chapters.map((chapter) => ({
    name: lineOf(chapter, language),
    short: `${chapter.id.slice(0, 2)} ${chapter.title[language]}`,
    value: chapter,
  }));
  const next = nextOf(chapters);
  const chapter = await ask(
    words.which[language],
    labs,
    chapters.find(({ id }) => id === next?.lab),
    labKeys(labs.length)[language],
  );
  if (chapter === undefined) return undefined;
  const lab = chapter.id;
  if (chapter.tasks.length === 0) return { lab };
  const run: Choice<Picked> = { name: words.run[language], short: words.run[language], value: { lab } };
  const tasks = chapter.tasks.map(({ number, task, passed }) => ({
    name: `${passed ? '✔ ' : ''}${words.task[language]} ${number}: ${task.title[language]} (${task.minutes} ${words.minutes[language]})`,
    short: `${words.task[language]} ${number}`,
    value: { lab, task: String(number) },
  }));
  const choices = [run, ...tasks];
  const first = choices.find(({ value }) => value.task === next?.task)?.value;
  return ask(chapter.title[language], choices, first, words.keys[language]);
}

/** How many choices are shown at once: a screen of 24 rows, without what npm writes above. */
const PAGE = 16;

async function ask<T>(
  message: string,
  choices: readonly Choice<T>[],
  first: T | undefined,
  keys: string,
): Promise<T | undefined> {
  try {
    return await select({
      message,
      choices,
      pageSize: PAGE,
      loop: false,
      theme: { style: { keysHelpTip: () => keys } },
      ...(first !== undefined && { default: first }),
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') return undefined;
    throw error;
  }
}

/** The help line below the labs: also that there are more of them than are seen. */
const labKeys = (count: number): Text => {
  const shown = Math.min(PAGE, count);
  return {
    en: `↑↓ or its number: choose · ⏎ open · ${shown} of ${count} labs are shown`,
    ja: `↑↓ か番号で選ぶ · ⏎ 開く · ${count} 個のうち ${shown} 個を表示中`,
  };
};

const words = {
  which: { en: 'Which lab?', ja: 'どのラボにしますか?' },
  keys: { en: '↑↓ move · Enter choose · Ctrl-C quit', ja: '↑↓ 移動 · Enter 決定 · Ctrl-C 終了' },
  run: { en: 'run the lab', ja: 'ラボを動かす' },
  task: { en: 'task', ja: '課題' },
  minutes: { en: 'min', ja: '分' },
} as const satisfies Readonly<Record<string, Text>>;
