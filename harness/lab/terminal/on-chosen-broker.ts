import { resolve } from 'node:path';
import { columns } from '../../base/columns.ts';
import type { Text } from '../../base/text.ts';
import { nameAndVersion } from '../../brokers/identity/name-and-version.ts';
import { openBroker, parseBroker } from '../../brokers/index.ts';
import { toStderr } from '../../process/on-screen.ts';
import type { ExitCode } from '../../process/program.ts';
import { settledBeforeExit, stopOnShutdown } from '../../process/shutdown.ts';
import { protocolName } from '../../protocol/statements.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import { isUnexpected, type LabEvent } from '../events.ts';
import type { LabDefinition } from '../lab.ts';
import type { LabRun } from '../lab-run.ts';
import type { Matter } from '../matters.ts';
import { runLab } from '../run.ts';
import { artefactsOf, keep, requireFolders } from './artefacts.ts';
import { mattersOf, onTour } from './narration/matters-of.ts';
import { Page } from './narration/page.ts';
import type { LabOptions } from './options.ts';
import { repeatedOptions } from './repeated-options.ts';
import { TypedAnswers } from './steps/answers.ts';
import { runAhead } from './steps/run-ahead.ts';
import { StepByStep } from './steps/step-by-step.ts';
import { summary } from './summary.ts';
import { type About, narrator, USUAL_WIDTH } from './terminal.ts';
import { whatNext } from './what-next.ts';

/**
 * Starts the chosen broker, runs the labs on it one after another with narration on stdout, and stops the broker. A lab that
 * could not run ends the series; a broken claim does not.
 */
export const runOnChosenBroker = (labs: readonly LabDefinition[], options: LabOptions): Promise<ExitCode> =>
  settledBeforeExit(run(labs, options));

async function run(labs: readonly LabDefinition[], options: LabOptions): Promise<ExitCode> {
  const { language } = options;
  const tell = (text: Text) => toStderr(text[language]);
  await requireFolders(options);
  await using broker = await openBroker(parseBroker(options.broker, process.env, options.wanted), {
    report: tell,
  });
  const newest = broker.capabilities.protocolVersions.includes(5) ? 5 : 4;
  const { protocolVersion = newest } = options;
  const screen = {
    write: (text: string) => process.stdout.write(text),
    colour: process.stdout.hasColors?.() ?? false,
    width: process.stdout.columns ?? USUAL_WIDTH,
  };
  const tellEvent = narrator({
    ...screen,
    language,
    packets: !options.quiet,
    all: options.all,
    tour: options.tour ? labs.length : undefined,
    about: aboutAmong(labs, options.tour),
  });
  const { write } = screen;
  const page = new Page(screen);
  using answers = options.step ? new TypedAnswers() : undefined;

  const runs: LabRun[] = [];
  for (const lab of labs) {
    const run = await interruptibly((signal) => {
      const runs = (onEvent: (event: LabEvent) => void) =>
        runLab(lab, broker, { protocolVersion, onEvent, signal });
      if (answers === undefined) return runs(tellEvent);
      return runAhead(runs, new StepByStep({ tell: tellEvent, page, write, answers, language }), signal);
    });
    runs.push(run);
    const kept = await keep(run, labs.length > 1 ? artefactsOf(lab.id, options) : options, language);
    for (const file of kept) tell({ en: `wrote ${resolve(file)}`, ja: `${resolve(file)} に書きました` });
    if (run.reason === undefined) continue;
    tell({ en: `${lab.id}: ${run.reason.en}`, ja: `${lab.id}: ${run.reason.ja}` });
    if (process.env.DEBUG) console.error(run.error);
    return run.outcome === 'broken' ? 1 : 2;
  }

  const claims = runs.flatMap((run) => run.claims);
  const broken = claims.filter(isUnexpected).length;
  const deviating = claims.filter((claim) => claim.result === 'broken').length - broken;
  const unsupported = runs.flatMap((run) => run.unsupported).length;
  const tally = { claims: claims.length, broken, deviating, unsupported };
  const where = `${nameAndVersion(broker)} · ${protocolName(protocolVersion)}`;
  page.lines('');
  const result = summary(tally)[language];
  const whole = `${result}  (${where})`;
  for (const line of columns(whole) <= page.width ? [whole] : [result, `(${where})`]) page.text(line);
  const [only, ...others] = labs;
  if (only !== undefined && others.length === 0) {
    page.lines(...whatNext(only.id, repeatedOptions(options)).map((text) => text[language]));
  }
  return broken === 0 ? 0 : 1;
}

const aboutAmong =
  (labs: readonly LabDefinition[], tour: boolean) =>
  (id: string, version: ProtocolVersion): About => {
    const lab = labs.find((candidate) => candidate.id === id);
    const matters = lab === undefined ? new Set<Matter>() : mattersOf(lab, version);
    const { lanes: names = [], asides = [] } = lab ?? {};
    return { matters: tour ? onTour(matters) : matters, names, asides };
  };

/** Aborts the run when the process is told to end, and waits for its clean-up on the broker. */
export async function interruptibly<T>(run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const abort = new AbortController();
  const outcome = run(abort.signal);
  const withdraw = stopOnShutdown(async () => {
    abort.abort();
    await outcome;
  });
  return outcome.finally(withdraw);
}
