import { readFile } from 'node:fs/promises';
import type { LabTask } from '../../labs/tasks.ts';
import type { Language, Text } from '../base/text.ts';
import { wrapped } from '../base/wrapped.ts';
import { changeProgress, notBegun, readProgress, withTask } from './progress.ts';
import { commandOf, type GoingOn } from './tell-task.ts';

const WIDTH = 78;

/** Shows the next hint of a task. After the last hint, shows the last one again. */
export async function nextHint(
  task: LabTask,
  language: Language,
  { options = '', isWatched = false }: GoingOn = {},
): Promise<string> {
  const { hints } = task.task;
  const { hints: shown } = (await readProgress()).tasks[task.id] ?? notBegun;
  const level = Math.min(shown, hints.length - 1);
  await changeProgress(
    withTask(task.id, (before) => ({ ...before, hints: Math.min(shown + 1, hints.length) })),
  );
  const hint = wrapped(`${level + 1}/${hints.length}  ${hints[level]?.[language]}`, WIDTH, '     ');
  const isLast = level + 1 === hints.length;
  const more = isLast ? words.noMore : words.clearer;
  const command = `${commandOf(task, options)} --${isLast ? 'solution' : 'hint'}`;
  return `${hint.join('\n')}\n\n${more[language]}: ${isWatched && !isLast ? 'h' : command}\n`;
}

/** Shows the solution if the task was passed, or if the learner asks a second time. The first time, asks for confirmation. */
export async function solutionWhenDue(task: LabTask, language: Language, options = ''): Promise<string> {
  const { passed, asked } = (await readProgress()).tasks[task.id] ?? notBegun;
  await changeProgress(withTask(task.id, (before) => ({ ...before, asked: before.asked + 1 })));
  if (passed === undefined && asked === 0) {
    return `${words.sure[language]}\n${words.hint[language]}: ${commandOf(task, options)} --hint\n`;
  }
  return `${await readFile(task.solution, 'utf8')}`;
}

const words = {
  hint: { en: 'a hint', ja: 'ヒント' },
  clearer: { en: 'a clearer hint', ja: 'もっと詳しいヒント' },
  noMore: { en: 'the solution', ja: '解答' },
  sure: {
    en: 'You have not passed it yet. Run the same command again to see the solution, or try a hint first.',
    ja: 'まだ合格していません。解答を見るには、もう一度同じコマンドを。その前に、ヒントはどうですか。',
  },
} as const satisfies Readonly<Record<string, Text>>;
