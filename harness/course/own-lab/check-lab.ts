import path from 'node:path';
import { findLab, loadLab } from '../../../labs/index.ts';
import { tasksOf } from '../../../labs/tasks.ts';
import type { Language, Text } from '../../base/text.ts';
import { wrapped } from '../../base/wrapped.ts';
import type { Broker } from '../../brokers/broker.ts';
import { nameAndVersion } from '../../brokers/identity/name-and-version.ts';
import { openBroker, parseBroker } from '../../brokers/index.ts';
import { isUnexpected } from '../../lab/events.ts';
import { runLab } from '../../lab/run.ts';
import { isInconclusive } from '../../lab/silence/too-busy.ts';
import { interruptibly } from '../../lab/terminal/on-chosen-broker.ts';
import { marks } from '../../lab/verdict.ts';
import { toStderr } from '../../process/on-screen.ts';
import type { ExitCode } from '../../process/program.ts';
import { settledBeforeExit } from '../../process/shutdown.ts';
import { type Finding, proveTask } from './prove-task.ts';

interface CheckOptions {
  /** Names of brokers with commas between them, or a URL. */
  readonly broker: string;
  readonly language: Language;
}

/**
 * Proves a lab and its tasks on each broker, with a line for each finding.
 * @param word the lab's number, name or folder
 * @returns 0: all is right; 1: something is wrong; 2: something could not be run
 * @throws CannotRunError `unknown-lab`
 */
export function checkLab(word: string, options: CheckOptions): Promise<ExitCode> {
  const lab = findLab(/[/\\]/.test(word) ? path.basename(path.resolve(word)) : word);
  return settledBeforeExit(check(lab, options));
}

async function check(lab: string, { broker: names, language }: CheckOptions): Promise<ExitCode> {
  const findings: Finding[] = [];
  const seen = (finding: Finding) => {
    findings.push(finding);
    process.stdout.write(`${lineOf(finding, language)}\n`);
  };
  const isInterrupted = await interruptibly(async (signal) => {
    for (const name of names.includes('://') ? [names] : names.split(',')) {
      if (!signal.aborted) await checkOn(name.trim(), lab, language, signal, seen);
    }
    return signal.aborted;
  });
  if (isInterrupted) return 2;
  const { right = [], wrong = [], 'not-run': notRun = [] } = Object.groupBy(findings, ({ result }) => result);
  process.stdout.write(`\n${counted(right.length, wrong.length)[language]}\n`);
  if (wrong.length > 0) return 1;
  return notRun.length > 0 ? 2 : 0;
}

async function checkOn(
  name: string,
  lab: string,
  language: Language,
  signal: AbortSignal,
  seen: (finding: Finding) => void,
): Promise<void> {
  const report = (text: Text) => toStderr(text[language]);
  await using broker = await openBroker(parseBroker(name), { report });
  process.stdout.write(`${lab} · ${nameAndVersion(broker)}\n`);
  await proveLab(lab, broker, signal, seen);
  for (const task of await tasksOf(lab)) await proveTask(task, broker, signal, seen);
}

async function proveLab(
  lab: string,
  broker: Broker,
  signal: AbortSignal,
  seen: (finding: Finding) => void,
): Promise<void> {
  const { outcome, claims, reason, error } = await runLab(await loadLab(lab), broker, { signal });
  if (signal.aborted) return;
  const broken = claims.filter(isUnexpected).map(({ id }) => id);
  const why = reason ?? { en: `broken: ${broken.join(', ')}`, ja: `成り立たない: ${broken.join(', ')}` };
  seen({
    what: 'lab.ts',
    result: outcome === 'holds' ? 'right' : isInconclusive(error) ? 'not-run' : 'wrong',
    says: outcome === 'holds' ? { en: 'its claims hold', ja: '主張が成り立つ' } : why,
  });
}

const mark: Readonly<Record<Finding['result'], string>> = {
  right: marks.holds,
  wrong: marks.broken,
  unsupported: marks.unsupported,
  'not-run': '?',
};

const WIDTH = 80;

const lineOf = ({ result, what, says }: Finding, language: Language): string =>
  wrapped(`${mark[result]} ${what}: ${says[language]}`, WIDTH).join('\n');

const counted = (right: number, wrong: number): Text =>
  wrong === 0
    ? { en: `all ${right} as they should be`, ja: `${right} 件すべて、そうあるべきとおりです` }
    : {
        en: `${wrong} of ${right + wrong} to mend`,
        ja: `${right + wrong} 件のうち ${wrong} 件を直してください`,
      };
