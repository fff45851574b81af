import '../process/node-version.ts';
import { counts } from '../claims/counts.ts';
import { command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';
import { documents, recounted } from '../talk/sync/counts.ts';
import { writeChanges } from '../talk/sync/write-changes.ts';

const marker = '  <!-- count: claims -->12<!-- /count -->';

const docsCounts = command({
  name: 'npm run docs:counts',
  en: `Writes how many claims, statements, faulty brokers and observations there are into the documents, between their markers:\n${marker}`,
  ja: `主張、規範文、約束を破るブローカー、観察の数を、文書の印で囲まれた部分に書き込みます。\n${marker}`,
  options: {},
});
export default docsCounts;

await runCommand(import.meta.url, docsCounts, async ({ tell }) =>
  writeChanges(await recounted(await documents(), await counts()), tell),
);
