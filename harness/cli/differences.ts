import '../process/node-version.ts';
import path from 'node:path';
import { brokersInHelp } from '../lab/terminal/options.ts';
import { aFolder, aName, command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';
import { updateDifferences } from '../report/differences/update.ts';

const differences = command({
  name: 'npm run differences',
  en: 'Looks at what the specification leaves open, and writes how each broker does it: differences.json, differences.md and differences.ja.md. Columns of brokers not measured now stay as they are.',
  ja: '仕様が決めていないことをブローカーがどうしているかを調べ、differences.json、differences.md、differences.ja.md に書きます。今回測らないブローカーの列は、そのまま残ります。',
  options: {
    broker: {
      short: 'b',
      multiple: true,
      value: aName,
      en: `${brokersInHelp.en}; several times for several`,
      ja: `${brokersInHelp.ja}。複数のブローカーは繰り返して指定`,
      otherwise: { en: 'every one that can be started here', ja: 'ここで起動できるものすべて' },
    },
    out: { en: 'where to', ja: '書き出す先', value: aFolder, default: 'docs' },
  },
});
export default differences;

await runCommand(import.meta.url, differences, ({ values, ...asked }) =>
  updateDifferences({ brokers: values.broker, folder: path.resolve(values.out), ...asked }),
);
