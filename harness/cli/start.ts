import '../node-version.ts';
import { loadLab } from '../../labs/index.ts';
import { runOnChosenBroker } from '../lab/on-chosen-broker.ts';
import { labOptions, optionsHelp } from '../lab/options.ts';
import { runProgram } from '../program.ts';
import type { Text } from '../text.ts';

/** The talk's demo, in its order. */
const demo = ['01-start-a-broker', '02-publish-subscribe', '03-retain', '04-qos'];

const usage: Text = {
  en: "npm start -- [options]\nThe talk's demo on a real broker: every sentence of it is checked while it is shown.",
  ja: 'npm start -- [オプション]\n発表のデモを本物のブローカーで動かし、言っていることを 1 つずつ確かめます。',
};

await runProgram(async (argv) => {
  const options = labOptions(argv);
  if (options.help) {
    process.stdout.write(`${usage[options.language]}\n\n${optionsHelp[options.language]}\n`);
    return 0;
  }
  return runOnChosenBroker(await Promise.all(demo.map(loadLab)), options);
});
