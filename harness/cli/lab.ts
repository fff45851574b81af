import '../process/node-version.ts';
import { findLab, labIds, loadLab } from '../../labs/index.ts';
import type { Language, Text } from '../base/text.ts';
import { runOnChosenBroker } from '../lab/terminal/on-chosen-broker.ts';
import { labCommand, labOptions } from '../lab/terminal/options.ts';
import { runCommand } from '../process/command/run.ts';
import { ask } from './ask.ts';

const lab = labCommand({
  name: 'npm run lab',
  word: { en: 'LAB', ja: 'ラボ' },
  en: 'Runs one lab, by number or name. Without one: the list and, in a terminal, the question which.',
  ja: 'ラボを番号か名前で選んで動かします。省略すると一覧が出て、端末なら選べます。',
});
export default lab;

/** Said where no lab was chosen. */
const next: Text = { en: 'next: npm run lab 01', ja: '次は: npm run lab 01' };

await runCommand(import.meta.url, lab, async (asked) => {
  const { word, language } = asked;
  const options = labOptions(asked);
  const id = word === undefined ? await pick(language) : findLab(word);
  if (id !== undefined) return runOnChosenBroker([await loadLab(id)], options);
  process.stdout.write(`${next[language]}\n`);
  return 0;
});

/** Shows the labs; asks for the id of one if there is a terminal. */
async function pick(language: Language): Promise<string | undefined> {
  for (const id of labIds) process.stdout.write(`${id.padEnd(28)}${(await loadLab(id)).title[language]}\n`);
  if (!process.stdin.isTTY) return undefined;
  const question: Text = { en: 'Which one? ', ja: 'どれにしますか? ' };
  return ask(question[language], findLab, language);
}
