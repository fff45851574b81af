import { loadLab } from '../../labs/index.ts';
import type { LabTask } from '../../labs/tasks.ts';
import type { Language } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import { mattersOf } from '../lab/terminal/narration/matters-of.ts';
import { narrator } from '../lab/terminal/terminal.ts';
import { type Attempt, attempt } from '../task/attempt.ts';
import { changeProgress, withTask } from './progress.ts';
import { resultText } from './tell-task.ts';

export interface Trial {
  readonly language: Language;
  /** Leaves packets out. */
  readonly quiet: boolean;
  /** Shows every packet, also fences and what is done around the program. */
  readonly all: boolean;
  /** The options to type again, as made by `again`; undefined if each save runs the program again. */
  readonly options: string | undefined;
  readonly signal: AbortSignal;
}

/** Runs the learner's program once on a running broker, shows the result, and saves a pass in the progress. */
export async function tryTask(
  task: LabTask,
  broker: Broker,
  { language, quiet, all, options, signal }: Trial,
): Promise<Attempt> {
  const lab = await loadLab(task.lab);
  const yours = new Set<string>();
  const onEvent = narrator({
    language,
    write: (line) => process.stdout.write(line),
    colour: process.stdout.hasColors?.() ?? false,
    packets: !quiet,
    all,
    about: (_id, version) => ({ matters: mattersOf(lab, version), names: [] }),
    // To find a mistake in a program, every packet of it is needed.
    isWhole: (client) => yours.has(client),
    width: process.stdout.columns,
  });
  const result = await attempt(task.id, task.task, task.file, broker, {
    onEvent,
    signal,
    onName: (name) => yours.add(name),
  });
  if (signal.aborted) return result;
  process.stdout.write(resultText(task, result, language, options));
  const passed = new Date().toISOString();
  await changeProgress(withTask(task.id, (before) => (result.passed ? { ...before, passed } : before)));
  return result;
}
