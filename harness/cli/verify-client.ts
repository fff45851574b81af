import '../process/node-version.ts';
import { runCommand } from '../process/command/run.ts';
import { verifyClientCommand } from '../situations/command.ts';
import { clientTable } from '../situations/command-table.ts';

/** How long judging and writing the results may take after Ctrl-C, in ms. */
const PATIENCE_MS = 20_000;

export default clientTable;

await runCommand(import.meta.url, clientTable, verifyClientCommand, { exitCode: 2, patience: PATIENCE_MS });
