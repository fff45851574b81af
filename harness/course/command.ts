import { findLab, loadLab } from '../../labs/index.ts';
import { findTask } from '../../labs/tasks.ts';
import { CannotRunError } from '../base/errors.ts';
import type { Text } from '../base/text.ts';
import { runOnChosenBroker } from '../lab/terminal/on-chosen-broker.ts';
import { labCommand, labOptions } from '../lab/terminal/options.ts';
import { repeatedOptions } from '../lab/terminal/repeated-options.ts';
import { aName } from '../process/command/command.ts';
import type { Asked } from '../process/command/run.ts';
import type { ExitCode } from '../process/program.ts';
import { doTask, watchDoing } from './do-task.ts';
import { nextHint, solutionWhenDue } from './help.ts';
import { jsonOf, listOf } from './list.ts';
import { type Chapter, outline } from './outline.ts';
import { checkLab } from './own-lab/check-lab.ts';
import { newLab } from './own-lab/new-lab.ts';
import { pick } from './picker.ts';
import { changeProgress, readProgress, withLab } from './progress.ts';
import { reset } from './reset.ts';

const ofATask = ['hint', 'solution', 'watch'] as const;

const options = {
  task: {
    value: { en: 'N', ja: '番号' },
    en: 'one of its tasks: you write a program, and it is judged',
    ja: 'ラボの課題。自分で書いたプログラムを判定する',
  },
  watch: { en: 'with --task: run it each time you save', ja: '--task と一緒に: 保存するたびにもう一度' },
  hint: {
    en: 'with --task: show a hint; the next time, a clearer one',
    ja: '--task と一緒に: ヒント。もう一度で、もっと詳しく',
  },
  solution: {
    en: 'with --task: show a solution, if you have passed or ask a second time',
    ja: '--task と一緒に: 解答。合格後か、2 回目に',
  },
  list: { en: 'list the labs and your progress', ja: 'ラボと進み具合の一覧' },
  json: { en: 'the list as JSON', ja: '一覧を JSON で' },
  new: {
    value: aName,
    en: 'begin a lab of your own, e.g. 30-my-device',
    ja: '自分のラボを作る(例: 30-my-device)',
  },
  check: {
    value: aName,
    en: 'prove a lab and its tasks: on --broker, also a list such as embedded,mosquitto',
    ja: 'ラボとその課題を --broker で確かめる(embedded,mosquitto のような並びも可)',
  },
  reset: { en: 'delete your progress; asks first', ja: '進み具合を忘れる(確認あり)' },
} as const;

/** The command of the course: labs, tasks and progress. */
export const lab = labCommand({
  name: 'npm run lab',
  word: { en: 'LAB', ja: 'ラボ' },
  en: 'Runs a lab, by number or name, or one of its tasks. Without LAB: lists the labs; in a terminal, you can choose one.',
  ja: 'ラボを番号か名前で選んで動かすか、その課題を判定します。省略すると、次にすることが出て、端末なら選べます。',
  more: options,
});

type LabAsked = Asked<(typeof lab)['options']>;

export async function runCourse(asked: LabAsked): Promise<ExitCode> {
  const { values, word, language } = asked;
  requireTask(values, word);
  if (values.new !== undefined) return said(await newLab(values.new, language));
  if (values.check !== undefined) return checkLab(values.check, { broker: values.broker, language });
  if (values.reset) return said(`${await reset(language)}\n`);
  const list = (chapters: readonly Chapter[]) =>
    listOf(chapters, language, repeatedOptions(labOptions(asked)));
  if (values.list || values.json) {
    const chapters = await outline(await readProgress());
    return said(values.json ? jsonOf(chapters) : list(chapters));
  }
  if (word !== undefined) return runChosen(findLab(word), values.task, asked);
  if (values.task !== undefined) throw taskOfWhich();
  const chapters = await outline(await readProgress());
  if (!process.stdin.isTTY || !process.stdout.isTTY) return said(list(chapters));
  const picked = await pick(chapters, language);
  return picked === undefined ? 0 : runChosen(picked.lab, picked.task, asked);
}

async function runChosen(id: string, task: string | undefined, asked: LabAsked): Promise<ExitCode> {
  const { values, language } = asked;
  const chosen = labOptions(asked);
  const options = repeatedOptions(chosen);
  if (task !== undefined) {
    const found = await findTask(id, task);
    if (values.hint) return said(await nextHint(found, language, { options }));
    if (values.solution) return said(await solutionWhenDue(found, language, options));
    return values.watch ? watchDoing(found, chosen) : doTask(found, chosen);
  }
  const exitCode = await runOnChosenBroker([await loadLab(id)], chosen);
  if (exitCode === 0) await keepRun(id, asked);
  return exitCode;
}

/** A progress file that cannot be read or written is no reason for a lab to fail. */
async function keepRun(id: string, { language }: LabAsked): Promise<void> {
  try {
    await changeProgress(withLab(id, new Date()));
  } catch (error) {
    if (!(error instanceof CannotRunError)) throw error;
    process.stderr.write(`${error.what[language]}: ${error.advice[language]}\n`);
  }
}

function said(text: string): ExitCode {
  process.stdout.write(text);
  return 0;
}

function requireTask(values: LabAsked['values'], word: string | undefined): void {
  const option = ofATask.find((name) => values[name] === true);
  if (option === undefined || values.task !== undefined) return;
  const lab = word === undefined ? '03' : findLab(word).slice(0, 2);
  const line = `npm run lab ${lab} -- --task 1 --${option}`;
  throw new CannotRunError(
    'bad-option',
    { en: `--${option} needs a task`, ja: `--${option} は課題のためのものです` },
    { en: `write: ${line}`, ja: `例: ${line}` },
  );
}

const example: Text = { en: 'write: npm run lab 03 -- --task 1', ja: '例: npm run lab 03 -- --task 1' };
const taskOfWhich = () =>
  new CannotRunError('bad-option', { en: '--task needs a lab', ja: 'どのラボの課題ですか' }, example);
