import '../process/node-version.ts';
import { errorLine, runProgram } from '../process/program.ts';
import { stopOnShutdown } from '../process/shutdown.ts';
import { openBrowser } from '../talk/present/open-browser.ts';
import { presentOptions, usage } from '../talk/present/options.ts';
import { present } from '../talk/present/present.ts';
import { saveTalk } from '../talk/present/save.ts';
import { recordingTroubles } from '../talk/present/talk.ts';
import { brokerLine, welcome } from '../talk/present/terminal.ts';

await runProgram(async (argv) => {
  const options = presentOptions(argv);
  const { language } = options;
  if (options.help) {
    process.stdout.write(usage[language]);
    return 0;
  }
  for (const trouble of recordingTroubles()) process.stderr.write(`${errorLine(trouble, language)}\n`);
  if (options.save !== undefined) {
    await saveTalk(options, options.save);
    process.stdout.write(`${options.save}\n`);
    return 0;
  }
  const presenting = await present(options, {
    broker: (state) => process.stderr.write(`${brokerLine(state, language)}\n`),
    trouble: (says) => process.stderr.write(`${says[language]}\n`),
  });
  stopOnShutdown(async () => presenting[Symbol.asyncDispose]());
  process.stdout.write(await welcome(presenting, language));
  if (options.open) await openBrowser(presenting.url);
  // Until Ctrl-C.
  return new Promise<never>(() => {});
});
