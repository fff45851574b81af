import { runCommand } from '../../process/command/run.ts';
import type { LabDefinition } from '../lab.ts';
import { runOnChosenBroker } from './on-chosen-broker.ts';
import { labCommand, labOptions } from './options.ts';

/** The command that runs a lab by its file: `npx tsx labs/03-retain/lab.ts`. */
export const commandOf = ({ id, title }: LabDefinition) =>
  labCommand({ name: `npx tsx labs/${id}/lab.ts`, ...title });

/** Runs the lab if Node was started with its file. */
export const runDirectly = (url: string, lab: LabDefinition): Promise<void> =>
  runCommand(url, commandOf(lab), (asked) => runOnChosenBroker([lab], labOptions(asked)));
