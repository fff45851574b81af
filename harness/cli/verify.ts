import '../process/node-version.ts';
import { labIds, loadLab } from '../../labs/index.ts';
import { specObservations } from '../claims/observations/index.ts';
import { specClaims } from '../claims/themes/index.ts';
import { runCommand } from '../process/command/run.ts';
import { verifyCommand } from '../verify/command.ts';
import { verifyTable } from '../verify/table.ts';

/** How long cleaning up on a running broker and writing the partial matrix may take after Ctrl-C, in ms. */
const PATIENCE_MS = 20_000;

export default verifyTable;

await runCommand(
  import.meta.url,
  verifyTable,
  async (asked) => {
    const labs = await Promise.all(labIds.map(loadLab));
    return verifyCommand(asked, { labs, claims: specClaims, observations: specObservations });
  },
  { exitCode: 2, patience: PATIENCE_MS },
);
