import { openBroker, parseBroker } from '../brokers/index.ts';
import type { ExitCode } from '../program.ts';
import { protocolName } from '../specification/statements.ts';
import type { Text } from '../text.ts';
import type { LabDefinition } from './lab.ts';
import type { LabOptions } from './options.ts';
import { type LabRun, runLab } from './run.ts';
import { narrator } from './terminal.ts';

/**
 * Starts the chosen broker, runs the labs on it one after another with narration on stdout, and stops it.
 * A lab that could not run ends it there; a broken claim does not.
 */
export async function runOnChosenBroker(
  labs: readonly LabDefinition[],
  options: LabOptions,
): Promise<ExitCode> {
  const { language } = options;
  const tell = (text: Text) => process.stderr.write(`${text[language]}\n`);
  await using broker = await openBroker(parseBroker(options.broker), { report: tell });
  const protocolVersion =
    options.protocolVersion ?? (broker.capabilities.protocolVersions.includes(5) ? 5 : 4);
  const narrate = narrator(
    language,
    (line) => process.stdout.write(line),
    process.stdout.hasColors?.() ?? false,
  );

  const runs: LabRun[] = [];
  for (const lab of labs) {
    const run = await runLab(lab, broker, { protocolVersion, onEvent: narrate });
    runs.push(run);
    if (run.outcome !== 'could-not-run') continue;
    if (run.reason) tell({ en: `${lab.id}: ${run.reason.en}`, ja: `${lab.id}: ${run.reason.ja}` });
    if (process.env.DEBUG) console.error(run.error);
    return 2;
  }

  const claims = runs.flatMap((run) => run.claims);
  const broken = claims.filter((claim) => claim.result === 'broken').length;
  const where = `${[broker.name, broker.version].filter(Boolean).join(' ')} · ${protocolName(protocolVersion)}`;
  const summary: Text =
    broken === 0
      ? { en: `${claims.length} claims hold`, ja: `${claims.length} 件の主張がすべて成り立ちました` }
      : {
          en: `${broken} of ${claims.length} claims BROKEN`,
          ja: `${claims.length} 件のうち ${broken} 件の主張が破れました`,
        };
  process.stdout.write(`\n${summary[language]}  (${where})\n`);
  return broken === 0 ? 0 : 1;
}
