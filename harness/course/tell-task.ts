import type { LabTask } from '../../labs/tasks.ts';
import type { Language, Text } from '../base/text.ts';
import { printable } from '../base/visible.ts';
import { wrapped } from '../base/wrapped.ts';
import type { Attempt } from '../task/attempt.ts';
import { shown } from './your-file.ts';

const WIDTH = 78;
/** How many lines of the program's output are shown. */
const MOST_LINES = 12;

export const nameOf = ({ lab, number }: Pick<LabTask, 'lab' | 'number'>): string =>
  `${lab.slice(0, 2)}.${number}`;

/** The command that runs a task. */
export const commandOf = ({ lab, number }: Pick<LabTask, 'lab' | 'number'>): string =>
  `npm run lab ${lab.slice(0, 2)} -- --task ${number}`;

/** What a task asks, and where to write the program. */
export function taskText(task: LabTask, language: Language): string {
  const { title, minutes, asks } = task.task;
  const kind = task.task.isFastTrack ? words.fastTrack : words.task;
  return lines(
    `${kind[language]} ${nameOf(task)}  ${title[language]}  (${minutes} ${words.minutes[language]})`,
    '',
    ...paragraph(asks[language]),
    '',
    ...paragraph(environment[language]),
    `  ${words.file[language]}: ${shown(task.file)}`,
  );
}

/** Shows the result of an attempt. */
export function resultText(
  task: LabTask,
  { passed, isOutOfReach, help, lines: said, run }: Attempt,
  language: Language,
): string {
  const program = worthShowing(said).map((line) => `  │ ${printable(line, WIDTH)}`);
  const wrote = program.length === 0 ? [] : ['', `  ${words.wrote[language]}:`, ...program];
  if (passed)
    return lines(...wrote, '', `✔ ${words.passed[language]}: ${nameOf(task)} ${task.task.title[language]}`);
  if (isOutOfReach) return lines('', ...paragraph(`→ ${help?.[language]}`));
  const why = run.reason === undefined ? [] : ['', ...paragraph(run.reason[language])];
  return lines(
    ...wrote,
    ...why,
    '',
    `✖ ${words.notYet[language]}: ${nameOf(task)} ${task.task.title[language]}`,
    ...(help === undefined ? [] : paragraph(`→ ${help[language]}`)),
    '',
    `  ${words.again[language]}: ${commandOf(task)}`,
    `  ${words.hint[language]}: ${commandOf(task)} --hint`,
  );
}

/** The program's output, without stack lines inside Node. The place of an error and its line come first. */
function worthShowing(said: readonly string[]): string[] {
  const own = said.filter((line) => line.trim() !== '' && !/^ {4}at .*\(?node:|^Node\.js v/.test(line));
  return own.slice(0, MOST_LINES);
}

const paragraph = (text: string): string[] => wrapped(`  ${text}`, WIDTH);
const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;

/** About words such as PREFIX and CLIENT_ID in what a task asks. */
export const environment: Text = {
  en: 'Words in capitals, such as PREFIX, are environment variables of your program.',
  ja: 'PREFIX のような大文字の名前は、プログラムに渡される環境変数です。',
};

const words = {
  task: { en: 'Task', ja: '課題' },
  fastTrack: { en: 'Fast track', ja: '近道の課題' },
  minutes: { en: 'min', ja: '分' },
  file: { en: 'your program', ja: 'あなたのプログラム' },
  wrote: { en: 'your program wrote', ja: 'プログラムの出力' },
  passed: { en: 'passed', ja: '合格' },
  notYet: { en: 'not yet', ja: 'まだです' },
  again: { en: 'edit it, then run', ja: '直して、もう一度' },
  hint: { en: 'a hint', ja: 'ヒント' },
} as const satisfies Readonly<Record<string, Text>>;
