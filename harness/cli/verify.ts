import '../process/node-version.ts';
import { labIds, loadLab } from '../../labs/index.ts';
import { specObservations } from '../claims/observations/index.ts';
import { specClaims } from '../claims/themes/index.ts';
import { runProgram } from '../process/program.ts';
import { verifyCommand } from '../verify/command.ts';

/** How long cleaning up on a running broker and writing the partial matrix may take after Ctrl-C, in ms. */
const PATIENCE_MS = 20_000;

await runProgram(
  async (argv) => {
    const labs = await Promise.all(labIds.map(loadLab));
    return verifyCommand(argv, { labs, claims: specClaims, observations: specObservations });
  },
  { exitCode: 2, patience: PATIENCE_MS },
);
