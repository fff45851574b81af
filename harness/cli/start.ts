import '../process/node-version.ts';
import { loadLab } from '../../labs/index.ts';
import type { Text } from '../base/text.ts';
import { runOnChosenBroker } from '../lab/terminal/on-chosen-broker.ts';
import { labCommand, labOptions } from '../lab/terminal/options.ts';
import { runCommand } from '../process/command/run.ts';

/** The labs of the demo, in the order of the talk. */
const demo = ['01-start-a-broker', '02-publish-subscribe', '03-retain', '04-qos'];

/** Printed after a complete demo: a lab with faults, the slides, and every claim on a real broker. */
const next: Text = {
  en: `next:
  npm run lab 06                          QoS fails on purpose
  npm run present                         the slides
  npm run verify -- --broker mosquitto    every claim on a real broker`,
  ja: `次は:
  npm run lab 06                          QoS をわざと壊す
  npm run present                         スライド
  npm run verify -- --broker mosquitto    本物のブローカーで主張を確かめる`,
};

const start = labCommand({
  name: 'npm start',
  en: "The talk's demo on a real broker: every sentence is checked while it is shown.",
  ja: '発表のデモを本物のブローカーで動かし、言っていることを 1 つずつ確かめます。',
});
export default start;

await runCommand(import.meta.url, start, async (asked) => {
  const exitCode = await runOnChosenBroker(await Promise.all(demo.map(loadLab)), {
    ...labOptions(asked),
    tour: true,
  });
  if (exitCode === 0) process.stdout.write(`${next[asked.language]}\n`);
  return exitCode;
});
