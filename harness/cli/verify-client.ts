import '../process/node-version.ts';
import { runProgram } from '../process/program.ts';
import { verifyClientCommand } from '../situations/command.ts';

/** How long judging what was seen and writing it may take after Ctrl-C, in ms. */
const PATIENCE_MS = 20_000;

await runProgram(verifyClientCommand, { exitCode: 2, patience: PATIENCE_MS });
