import type { LabTask } from '../../labs/tasks.ts';
import { Queue } from '../base/queue.ts';
import type { Language, Text } from '../base/text.ts';
import { nameAndVersion } from '../brokers/identity/name-and-version.ts';
import { stopOnShutdown } from '../process/shutdown.ts';
import { nextHint } from './help.ts';
import { type Key, onKeys } from './keys.ts';
import { onSave } from './on-save.ts';
import { taskText } from './tell-task.ts';
import { tryTask } from './try-task.ts';
import type { WarmBroker } from './warm-broker.ts';
import { makeFile, shown } from './your-file.ts';

export interface Watched {
  readonly language: Language;
  /** Leaves packets out. */
  readonly quiet: boolean;
  /** Shows every packet. */
  readonly all: boolean;
  /** The options to type again, as made by `repeatedOptions`. */
  readonly options: string;
  readonly broker: WarmBroker;
  /** The next task. */
  after(task: LabTask): Promise<LabTask | undefined>;
  /** What to do after the last task of a lab, in one line. */
  next(task: LabTask): Promise<string>;
}

type Wish = Key | 'saved';

/** Runs a task's program each time its file is saved, on one broker, until `q` or Ctrl-C. */
export async function watchTask(first: LabTask, watched: Watched): Promise<void> {
  const wishes = new Queue<Wish>();
  const withdraw = stopOnShutdown(async () => wishes.add('quit'));
  using _keys = onKeys((key) => wishes.add(key));
  let task: LabTask | undefined = first;
  while (task !== undefined) task = await watchOne(task, wishes, watched);
  withdraw();
}

/** @returns the task to continue with, if any */
async function watchOne(task: LabTask, wishes: Queue<Wish>, watched: Watched): Promise<LabTask | undefined> {
  const { language, broker } = watched;
  const say = (text: string) => process.stdout.write(`${text}\n`);
  await makeFile(task, language);
  using _saves = onSave(task.file, () => wishes.add('saved'));
  say(taskText(task, language));
  let wish: Wish = 'run';
  for (;;) {
    if (wish === 'run' || wish === 'saved') {
      const during = await round(task, wishes, watched);
      if (during !== undefined) {
        wish = during;
        continue;
      }
    }
    if (wish === 'quit') return undefined;
    if (wish === 'hint') say(await nextHint(task, language, { ...watched, isWatched: true }));
    if (wish === 'broker') say(await broker.change());
    if (wish === 'next') {
      const after = await watched.after(task);
      if (after !== undefined) return after;
      say(`${words.last[language]}\n${await watched.next(task)}\n`);
    }
    say(`${nameAndVersion(await broker.get())} · ${shown(task.file)}\n${words.keys[language]}`);
    wish = await wishes.next();
  }
}

/** Runs the program once. @returns the request that came meanwhile; a saved file, `run` and `quit` end the run early. */
async function round(task: LabTask, wishes: Queue<Wish>, watched: Watched): Promise<Wish | undefined> {
  const abort = new AbortController();
  const broker = await watched.broker.get();
  const over = tryTask(task, broker, { ...watched, isWatched: true, signal: abort.signal });
  await Promise.race([over, wishes.filled()]);
  const wish = wishes.take();
  if (wish === 'quit' || wish === 'saved' || wish === 'run') abort.abort();
  await over;
  return wish;
}

const words = {
  last: { en: 'This is the last task of the lab.', ja: 'このラボの最後の課題です。' },
  keys: {
    en: 'waiting for you to save · r run · h hint · n next task · b other broker · q quit',
    ja: '保存を待っています · r 実行 · h ヒント · n 次の課題 · b 別のブローカー · q 終了',
  },
} as const satisfies Readonly<Record<string, Text>>;
