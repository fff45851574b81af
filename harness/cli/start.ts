import '../process/node-version.ts';
import { loadLab } from '../../labs/index.ts';
import { columns, padded } from '../base/columns.ts';
import type { Language, Text } from '../base/text.ts';
import { runOnChosenBroker } from '../lab/terminal/on-chosen-broker.ts';
import { labCommand, labOptions } from '../lab/terminal/options.ts';
import { repeatedOptions, withOptions } from '../lab/terminal/repeated-options.ts';
import { runCommand } from '../process/command/run.ts';

/** The labs of the demo, in the order of the talk. */
const demo = ['01-start-a-broker', '02-publish-subscribe', '03-retain', '04-qos'];

/** Printed after a complete demo: a lab with faults, the slides, and every claim on a real broker. */
const next: readonly [command: string, Text][] = [
  ['npm run lab 06', { en: 'QoS fails on purpose', ja: 'QoS をわざと壊す' }],
  ['npm run present', { en: 'the slides', ja: 'スライド' }],
  [
    'npm run verify -- --broker mosquitto',
    { en: 'every claim on a real broker', ja: '本物のブローカーを確かめる' },
  ],
];
const heading: Text = { en: 'next:', ja: '次は:' };

/** @param options more of them for each command, as made by `repeatedOptions` */
function nextSteps(language: Language, options: string): string {
  const rows = next.map(([command, about]) => [withOptions(command, options), about[language]] as const);
  const width = Math.max(...rows.map(([command]) => columns(command)));
  const lines = rows.map(([command, about]) => `  ${padded(command, width)}  ${about}\n`);
  return `${heading[language]}\n${lines.join('')}`;
}

const start = labCommand({
  name: 'npm start',
  en: "The talk's demo on a real broker: every sentence is checked while it is shown.",
  ja: '発表のデモを本物のブローカーで動かし、言っていることを 1 つずつ確かめます。',
});
export default start;

await runCommand(import.meta.url, start, async (asked) => {
  const chosen = labOptions(asked);
  const exitCode = await runOnChosenBroker(await Promise.all(demo.map(loadLab)), { ...chosen, tour: true });
  // A broker of the demo's command is not carried on: the last one names its own.
  const options = repeatedOptions({ ...chosen, broker: 'embedded' });
  if (exitCode === 0) process.stdout.write(nextSteps(asked.language, options));
  return exitCode;
});
