import { resolve } from 'node:path';
import type { Text } from '../../base/text.ts';
import { nameAndVersion } from '../../brokers/identity/name-and-version.ts';
import { openBroker, parseBroker } from '../../brokers/index.ts';
import type { ExitCode } from '../../process/program.ts';
import { settledBeforeExit, stopOnShutdown } from '../../process/shutdown.ts';
import { protocolName } from '../../protocol/statements.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import { isUnexpected } from '../events.ts';
import type { LabDefinition } from '../lab.ts';
import type { LabRun } from '../lab-run.ts';
import type { Matter } from '../matters.ts';
import { runLab } from '../run.ts';
import { artefactsOf, keep, requireFolders } from './artefacts.ts';
import type { CurrentStep } from './failure.ts';
import { mattersOf, onTour } from './narration/matters-of.ts';
import type { LabOptions } from './options.ts';
import { pause } from './pause.ts';
import { summary } from './summary.ts';
import { type About, narrator } from './terminal.ts';
import { whatNext } from './what-next.ts';

/**
 * Starts the chosen broker, runs the labs on it one after another with narration on stdout, and stops the broker. A lab that
 * could not run ends the series; a broken claim does not.
 */
export const runOnChosenBroker = (labs: readonly LabDefinition[], options: LabOptions): Promise<ExitCode> =>
  settledBeforeExit(run(labs, options));

async function run(labs: readonly LabDefinition[], options: LabOptions): Promise<ExitCode> {
  const { language } = options;
  const tell = (text: Text) => process.stderr.write(`${text[language]}\n`);
  await requireFolders(options);
  await using broker = await openBroker(parseBroker(options.broker, process.env, options.wanted), {
    report: tell,
  });
  const newest = broker.capabilities.protocolVersions.includes(5) ? 5 : 4;
  const { protocolVersion = newest } = options;
  const onEvent = narrator({
    language,
    write: (line) => process.stdout.write(line),
    colour: process.stdout.hasColors?.() ?? false,
    packets: !options.quiet,
    all: options.all,
    width: process.stdout.columns,
    compact: options.tour,
    about: aboutAmong(labs, options.tour),
  });

  const pauses = options.pause ? { beforeStep: (step: CurrentStep) => pause(language, step) } : {};
  const runs: LabRun[] = [];
  for (const lab of labs) {
    const run = await interruptibly((signal) =>
      runLab(lab, broker, { protocolVersion, onEvent, signal, ...pauses }),
    );
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
  process.stdout.write(`\n${summary(tally)[language]}  (${where})\n`);
  const [only, ...others] = labs;
  if (only !== undefined && others.length === 0) {
    for (const text of whatNext(only.id)) process.stdout.write(`${text[language]}\n`);
  }
  return broken === 0 ? 0 : 1;
}

const aboutAmong =
  (labs: readonly LabDefinition[], tour: boolean) =>
  (id: string, version: ProtocolVersion): About => {
    const lab = labs.find((candidate) => candidate.id === id);
    const matters = lab === undefined ? new Set<Matter>() : mattersOf(lab, version);
    return { matters: tour ? onTour(matters) : matters, names: lab?.lanes ?? [] };
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
