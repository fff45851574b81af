import '../node-version.ts';
import { stopOnShutdown } from '../brokers/shutdown.ts';
import { openBrowser } from '../present/open-browser.ts';
import { presentOptions, usage } from '../present/options.ts';
import { present } from '../present/present.ts';
import { saveTalk } from '../present/save.ts';
import { recordingTroubles } from '../present/talk.ts';
import { brokerLine, welcome } from '../present/terminal.ts';
import { errorLine, runProgram } from '../program.ts';

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
