import '../process/node-version.ts';
import { findLab, labIds, loadLab } from '../../labs/index.ts';
import type { Language, Text } from '../base/text.ts';
import { runOnChosenBroker } from '../lab/terminal/on-chosen-broker.ts';
import { labOptions, optionsHelp } from '../lab/terminal/options.ts';
import { runProgram } from '../process/program.ts';
import { ask } from './ask.ts';

const usage: Text = {
  en: 'npm run lab [LAB] -- [options]\nRuns one lab, by number or name. Without one: the list and, in a terminal, the question which.',
  ja: 'npm run lab [ラボ] -- [オプション]\nラボを番号か名前で選んで動かします。省略すると一覧が出て、端末なら選べます。',
};

await runProgram(async (argv) => {
  const options = labOptions(argv, 1);
  const { language } = options;
  if (options.help) {
    process.stdout.write(`${usage[language]}\n\n${optionsHelp[language]}\n`);
    return 0;
  }
  const [word] = options.words;
  const id = word === undefined ? await pick(language) : findLab(word);
  if (id === undefined) return 0;
  return runOnChosenBroker([await loadLab(id)], options);
});

/** Shows the labs; asks for the id of one if there is a terminal. */
async function pick(language: Language): Promise<string | undefined> {
  for (const id of labIds) process.stdout.write(`${id.padEnd(28)}${(await loadLab(id)).title[language]}\n`);
  if (!process.stdin.isTTY) return undefined;
  const question: Text = { en: 'Which one? ', ja: 'どれにしますか? ' };
  return ask(question[language], findLab, language);
}
