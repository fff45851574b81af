import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ExitCode, runProgram } from '../../process/program.ts';
import type { LabDefinition } from '../lab.ts';
import { runOnChosenBroker } from './on-chosen-broker.ts';
import { labOptions, optionsHelp } from './options.ts';

/** Runs the lab when its file is what Node was started with: `npx tsx labs/03-retain/lab.ts`. */
export async function runDirectly(url: string, lab: LabDefinition): Promise<void> {
  const started = process.argv[1];
  if (started === undefined || realpathSync(started) !== fileURLToPath(url)) return;
  await runProgram((argv) => main(argv, lab));
}

async function main(argv: readonly string[], lab: LabDefinition): Promise<ExitCode> {
  const options = labOptions(argv);
  if (options.help) {
    process.stdout.write(
      `npx tsx labs/${lab.id}/lab.ts\n${lab.title[options.language]}\n\n${optionsHelp[options.language]}\n`,
    );
    return 0;
  }
  return runOnChosenBroker([lab], options);
}
