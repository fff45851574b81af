import { resolve } from 'node:path';
import type { Text } from '../base/text.ts';
import { toStderr } from '../process/on-screen.ts';
import type { ExitCode } from '../process/program.ts';
import { settledBeforeExit } from '../process/shutdown.ts';
import { exitCodeOf } from '../report/cell-verdict.ts';
import { findingLines } from '../report/findings.ts';
import type { Report } from '../report/report.ts';
import { matrixLines } from '../report/terminal.ts';
import { dryRun } from './dry-run.ts';
import { type AskedVerify, type VerifyCommand, verifyOptions } from './options.ts';
import { requireFolder, writeReports } from './out.ts';
import { Progress } from './progress.ts';
import { type Selection, select } from './select.ts';
import type { Subject } from './subject.ts';
import { verify } from './verify.ts';

/**
 * `npm run verify`: runs the claims and observations of a subject on the chosen brokers, and shows the matrix.
 * @throws CannotRunError for problems that the user can solve before a broker is started
 */
export async function verifyCommand(asked: AskedVerify, subject: Subject): Promise<ExitCode> {
  const command = verifyOptions(asked);
  const selection = select(subject, command.only);
  if (command.out !== undefined) await requireFolder(command.out);
  if (command.dryRun) return dryRun(selection, command);
  return settledBeforeExit(run(selection, command));
}

async function run(selection: Selection, command: VerifyCommand): Promise<ExitCode> {
  const { language, out, seed } = command;
  const startedAt = new Date();
  const began = performance.now();
  const progress = new Progress(process.stderr, language);
  const matrix = await verify(selection, {
    ...command,
    interrupt: new AbortController(),
    onEvent: (event) => progress.see(event),
  });
  progress.end();
  if (matrix.brokers.every(({ notStarted }) => notStarted !== undefined)) {
    const isOne = matrix.brokers.length === 1;
    for (const { label, notStarted } of matrix.brokers)
      toStderr(`${isOne ? '' : `${label}: `}${notStarted?.[language]}`);
    return 2;
  }
  const report: Report = { ...matrix, startedAt, milliseconds: performance.now() - began, seed };
  const lines = [
    ...matrixLines(report, language),
    ...findingLines(report, language),
    lastLine(report)[language],
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  if (out !== undefined) {
    for (const file of await writeReports(report, out, language))
      toStderr(`${wrote(resolve(file))[language]}`);
  }
  return exitCodeOf(report);
}

const lastLine = ({ milliseconds, seed }: Report): Text => {
  const took = (milliseconds / 1_000).toFixed(1);
  return {
    en: `${took} s, --seed ${seed} repeats the order`,
    ja: `${took} 秒、--seed ${seed} で同じ順序になります`,
  };
};

const wrote = (file: string): Text => ({ en: `wrote ${file}`, ja: `${file} に書きました` });
