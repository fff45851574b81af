import type { LabTask } from '../../labs/tasks.ts';
import type { Language, Text } from '../base/text.ts';
import { wrapped } from '../base/wrapped.ts';
import type { Attempt } from '../task/attempt.ts';
import { worthShowing } from './worth-showing.ts';
import { shown } from './your-file.ts';

const WIDTH = 78;
const MARGIN = '  │ ';

export const nameOf = ({ lab, number }: Pick<LabTask, 'lab' | 'number'>): string =>
  `${lab.slice(0, 2)}.${number}`;

/** The command that runs a task. @param options more of them, as made by `repeatedOptions` */
export const commandOf = ({ lab, number }: Pick<LabTask, 'lab' | 'number'>, options = ''): string =>
  `npm run lab ${lab.slice(0, 2)} -- --task ${number}${options}`;

/** Whether the learner writes a page. */
const isPage = ({ file }: Pick<LabTask, 'file'>): boolean => file.endsWith('.html');

/** What a task asks, and where to write the program. */
export function taskText(task: LabTask, language: Language): string {
  const { title, minutes, asks } = task.task;
  const { isFastTrack } = task.task;
  const kind = isFastTrack ? words.fastTrack : words.task;
  const given = isPage(task) ? inItsAddress : environment;
  const file = isPage(task) ? words.page : words.file;
  return lines(
    `${kind[language]} ${nameOf(task)}  ${title[language]}  (${minutes} ${words.minutes[language]})`,
    ...(isFastTrack ? paragraph(skips(task.lab.slice(0, 2))[language]) : []),
    '',
    ...paragraph(asks[language]),
    '',
    ...paragraph(given[language]),
    `  ${file[language]}: ${shown(task.file)}`,
  );
}

/** How the learner goes on. */
export interface GoingOn {
  /** The options to type again, as made by `repeatedOptions`. */
  readonly options?: string;
  /** Saving the file runs it, and a key shows a hint: no command is typed. */
  readonly isWatched?: boolean;
}

/** Shows the result of an attempt. */
export function resultText(
  task: LabTask,
  { passed, isOutOfReach, help, lines: said, run }: Attempt,
  language: Language,
  { options = '', isWatched = false }: GoingOn = {},
): string {
  const program = worthShowing(said, language, WIDTH - MARGIN.length).map((row) => `${MARGIN}${row}`);
  const wrote = isPage(task) ? words.pageWrote : words.wrote;
  const output = program.length === 0 ? [] : ['', `  ${wrote[language]}:`, ...program];
  if (passed)
    return lines(...output, '', `✔ ${words.passed[language]}: ${nameOf(task)} ${task.task.title[language]}`);
  if (isOutOfReach) return lines('', ...paragraph(`→ ${help?.[language]}`));
  const commands = [
    `  ${words.edit[language]}: ${shown(task.file)}`,
    `  ${words.again[language]}: ${commandOf(task, options)}`,
    `  ${words.hint[language]}: ${commandOf(task, options)} --hint`,
  ];
  const why = run.reason === undefined ? [] : ['', ...paragraph(run.reason[language])];
  return lines(
    ...output,
    ...why,
    '',
    `✖ ${words.notYet[language]}: ${nameOf(task)} ${task.task.title[language]}`,
    ...(help === undefined ? [] : paragraph(`→ ${help[language]}`)),
    ...(isWatched ? [] : ['', ...commands]),
  );
}

const paragraph = (text: string): string[] => wrapped(`  ${text}`, WIDTH);
const lines = (...all: readonly string[]): string => `${all.join('\n')}\n`;

/** About words such as PREFIX and CLIENT_ID in what a task asks. */
export const environment: Text = {
  en: 'Words in capitals, such as PREFIX, are environment variables of your program.',
  ja: 'PREFIX のような大文字の名前は、プログラムに渡される環境変数です。',
};

const inItsAddress: Text = {
  en: 'Words in capitals, such as PREFIX, are in the address of your page, after the question mark.',
  ja: 'PREFIX のような大文字の名前は、ページのアドレスの「?」のあとに入っています。',
};

const skips = (lab: string): Text => ({
  en: `Once it has passed, you may skip the rest of lab ${lab}.`,
  ja: `合格したら、ラボ ${lab} の残りは飛ばしてかまいません。`,
});

const words = {
  task: { en: 'Task', ja: '課題' },
  fastTrack: { en: 'Fast track', ja: '近道の課題' },
  minutes: { en: 'min', ja: '分' },
  file: { en: 'your program', ja: 'あなたのプログラム' },
  page: { en: 'your page', ja: 'あなたのページ' },
  wrote: { en: 'your program wrote', ja: 'プログラムの出力' },
  pageWrote: { en: 'your page wrote to the console', ja: 'ページがコンソールに書いたもの' },
  passed: { en: 'passed', ja: '合格' },
  notYet: { en: 'not yet', ja: 'まだです' },
  edit: { en: 'edit', ja: '直すファイル' },
  again: { en: 'then run', ja: 'もう一度' },
  hint: { en: 'a hint', ja: 'ヒント' },
} as const satisfies Readonly<Record<string, Text>>;
