import '../node-version.ts';
import { createInterface } from 'node:readline/promises';
import { findLab, labIds, loadLab } from '../../labs/index.ts';
import { runOnChosenBroker } from '../lab/on-chosen-broker.ts';
import { labOptions, optionsHelp } from '../lab/options.ts';
import { runProgram } from '../program.ts';
import type { Language, Text } from '../text.ts';

const usage: Text = {
  en: 'npm run lab [LAB] -- [options]\nRuns one lab, by number or name. Without one: the list, and a question where a terminal can answer.',
  ja: 'npm run lab [ラボ] -- [オプション]\nラボを番号か名前で選んで動かします。省略すると一覧が出て、端末なら選べます。',
};

await runProgram(async (argv) => {
  const options = labOptions(argv, 1);
  const { language } = options;
  if (options.help) {
    process.stdout.write(`${usage[language]}\n\n${optionsHelp[language]}\n`);
    return 0;
  }
  const word = options.words[0] ?? (await pick(language));
  if (word === undefined) return 0;
  return runOnChosenBroker([await loadLab(findLab(word))], options);
});

/** Shows the labs; asks for one where somebody can answer. */
async function pick(language: Language): Promise<string | undefined> {
  for (const id of labIds) process.stdout.write(`${id.padEnd(28)}${(await loadLab(id)).title[language]}\n`);
  if (!process.stdin.isTTY) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const question: Text = { en: 'Which one? ', ja: 'どれにしますか? ' };
  try {
    const answer = (await terminal.question(question[language])).trim();
    return answer === '' ? undefined : answer;
  } catch (error) {
    // Ctrl-C and Ctrl-D are answers too: none of them.
    if (!(error instanceof Error) || error.name !== 'AbortError') throw error;
    process.stdout.write('\n');
    return undefined;
  } finally {
    terminal.close();
  }
}
