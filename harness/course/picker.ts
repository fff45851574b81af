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
    language,
    words.which[language],
    labs,
    chapters.find(({ id }) => id === next?.lab),
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
  return ask(
    language,
    chapter.title[language],
    choices,
    choices.find(({ value }) => value.task === next?.task)?.value,
  );
}

async function ask<T>(
  language: Language,
  message: string,
  choices: readonly Choice<T>[],
  first: T | undefined,
): Promise<T | undefined> {
  try {
    return await select({
      message,
      choices,
      pageSize: 16,
      loop: false,
      theme: { style: { keysHelpTip: () => words.keys[language] } },
      ...(first !== undefined && { default: first }),
    });
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') return undefined;
    throw error;
  }
}

const words = {
  which: { en: 'Which lab?', ja: 'どのラボにしますか?' },
  keys: { en: '↑↓ move · Enter choose · Ctrl-C quit', ja: '↑↓ 移動 · Enter 決定 · Ctrl-C 終了' },
  run: { en: 'run the lab', ja: 'ラボを動かす' },
  task: { en: 'task', ja: '課題' },
  minutes: { en: 'min', ja: '分' },
} as const satisfies Readonly<Record<string, Text>>;
