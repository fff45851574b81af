import '../process/node-version.ts';
import path from 'node:path';
import { runCommand } from '../process/command/run.ts';
import { errorLine } from '../process/program.ts';
import { stopOnShutdown } from '../process/shutdown.ts';
import { openBrowser } from '../talk/present/open-browser.ts';
import { presentOptions, presentTable } from '../talk/present/options.ts';
import { present } from '../talk/present/present.ts';
import { saveTalk } from '../talk/present/save.ts';
import { recordingTroubles } from '../talk/present/talk.ts';
import { brokerLine, welcome } from '../talk/present/terminal.ts';
import { writeStarter } from '../talk/starter.ts';

export default presentTable;

await runCommand(import.meta.url, presentTable, async (asked) => {
  const options = presentOptions(asked);
  const { language, tell } = asked;
  if (options.starter !== undefined) {
    await writeStarter(path.resolve(options.starter), language);
    process.stdout.write(`${options.starter}\n`);
    return 0;
  }
  for (const trouble of recordingTroubles()) process.stderr.write(`${errorLine(trouble, language)}\n`);
  if (options.save !== undefined) {
    for (const notice of await saveTalk(options, options.save)) tell(notice);
    process.stdout.write(`${options.save}\n`);
    return 0;
  }
  const presenting = await present(options, {
    broker: (state) => process.stderr.write(`${brokerLine(state, language)}\n`),
    trouble: tell,
  });
  stopOnShutdown(async () => presenting[Symbol.asyncDispose]());
  process.stdout.write(await welcome(presenting, language));
  // The talk is served all the same; its address was printed.
  if (options.open)
    await openBrowser(presenting.url).catch((error) =>
      process.stderr.write(`${errorLine(error, language)}\n`),
    );
  // Until Ctrl-C.
  return new Promise<never>(() => {});
});
