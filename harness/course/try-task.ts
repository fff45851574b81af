import type { LabTask } from '../../labs/tasks.ts';
import type { Language } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import { narrator } from '../lab/terminal/terminal.ts';
import { type Attempt, attempt } from '../task/attempt.ts';
import { changeProgress, withTask } from './progress.ts';
import { resultText } from './tell-task.ts';

export interface Trial {
  readonly language: Language;
  /** Leaves packets out. */
  readonly quiet: boolean;
  readonly signal: AbortSignal;
}

/** Runs the learner's program once on a running broker, shows the result, and saves a pass in the progress. */
export async function tryTask(
  task: LabTask,
  broker: Broker,
  { language, quiet, signal }: Trial,
): Promise<Attempt> {
  const onEvent = narrator({
    language,
    write: (line) => process.stdout.write(line),
    colour: process.stdout.hasColors?.() ?? false,
    packets: !quiet,
    // Whoever looks for a mistake needs every packet.
    all: true,
    width: process.stdout.columns,
  });
  const result = await attempt(task.id, task.task, task.file, broker, { onEvent, signal });
  if (signal.aborted) return result;
  process.stdout.write(resultText(task, result, language));
  const passed = new Date().toISOString();
  await changeProgress(withTask(task.id, (before) => (result.passed ? { ...before, passed } : before)));
  return result;
}
