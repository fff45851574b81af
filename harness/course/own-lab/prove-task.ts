import { existsSync } from 'node:fs';
import path from 'node:path';
import type { LabTask } from '../../../labs/tasks.ts';
import type { Text } from '../../base/text.ts';
import type { Broker } from '../../brokers/broker.ts';
import { isUnexpected } from '../../lab/events.ts';
import { isInconclusive } from '../../lab/silence/too-busy.ts';
import { type Attempt, attempt } from '../../task/attempt.ts';
import { isUsual } from '../../task/notices.ts';

/** What was found out about one file of a task, or about the lab itself. */
export interface Finding {
  readonly result: 'right' | 'wrong' | 'unsupported' | 'not-run';
  /** The file, as its author knows it. */
  readonly what: string;
  readonly says: Text;
}

/**
 * Proves a task: its solution passes; its starter and each wrong attempt do not, and each gets a notice.
 * @param seen called with each finding at once
 */
export async function proveTask(
  task: LabTask,
  broker: Broker,
  signal: AbortSignal,
  seen: (finding: Finding) => void,
): Promise<void> {
  const name = (file: string) => `${task.number}/${path.basename(file)}`;
  if (task.wrong.length < 2) seen({ result: 'wrong', what: `${task.number}/`, says: fewAttempts });
  for (const file of [task.starter, task.solution, ...task.wrong]) {
    if (signal.aborted) return;
    if (!existsSync(file)) {
      seen({ result: 'wrong', what: name(file), says: noFile });
      continue;
    }
    const tried = await attempt(task.id, task.task, file, broker, { signal });
    const judged = notJudged(tried) ?? (file === task.solution ? ofSolution(tried) : ofMistake(tried));
    if (!signal.aborted) seen({ what: name(file), ...judged });
  }
}

type Judged = Omit<Finding, 'what'>;

function notJudged({ isOutOfReach, help, run }: Attempt): Judged | undefined {
  if (isOutOfReach && help !== undefined) return { result: 'unsupported', says: help };
  if (run.reason !== undefined && isInconclusive(run.error)) return { result: 'not-run', says: run.reason };
  const [lacking] = run.unsupported;
  if (lacking !== undefined && run.claims.length === 0) return { result: 'unsupported', says: lacking.why };
  return undefined;
}

function ofSolution({ passed, run, help }: Attempt): Judged {
  if (passed) return { result: 'right', says: { en: 'passes', ja: '合格する' } };
  const why = run.reason ?? help;
  const broken = run.claims
    .filter(isUnexpected)
    .map(({ id }) => id)
    .join(', ');
  return {
    result: 'wrong',
    says: {
      en: `does not pass (${broken}): ${why?.en ?? ''}`,
      ja: `合格しない(${broken}): ${why?.ja ?? ''}`,
    },
  };
}

function ofMistake({ passed, help }: Attempt): Judged {
  if (passed) return { result: 'wrong', says: { en: 'passes, but should not', ja: '合格してしまう' } };
  if (help === undefined || isUsual(help)) {
    return {
      result: 'wrong',
      says: {
        en: `does not pass, but no notice of this task says why: ${help?.en ?? ''}`,
        ja: `合格しないが、理由を言う notice がこの課題にない: ${help?.ja ?? ''}`,
      },
    };
  }
  return {
    result: 'right',
    says: { en: `does not pass: ${help.en}`, ja: `合格しない: ${help.ja}` },
  };
}

const noFile: Text = { en: 'is missing', ja: 'がない' };
const fewAttempts: Text = {
  en: 'needs at least two attempts that look right and are wrong: wrong-….ts',
  ja: '正しそうで間違っている例 wrong-….ts が 2 つ以上要る',
};
