import { runCommand } from '../../process/command/run.ts';
import type { LabDefinition } from '../lab.ts';
import { runOnChosenBroker } from './on-chosen-broker.ts';
import { labCommand, labOptions } from './options.ts';

/** The command that a lab's own file is: `npx tsx labs/03-retain/lab.ts`. */
export const commandOf = ({ id, title }: LabDefinition) =>
  labCommand({ name: `npx tsx labs/${id}/lab.ts`, ...title });

/** Runs the lab when its file is what Node was started with. */
export const runDirectly = (url: string, lab: LabDefinition): Promise<void> =>
  runCommand(url, commandOf(lab), (asked) => runOnChosenBroker([lab], labOptions(asked)));
