import '../process/node-version.ts';
import path from 'node:path';
import { clientKinds, clientNames } from '../clients/kinds.ts';
import { aFolder, aName, command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';
import { updateClients } from '../report/clients/update.ts';

const clients = command({
  name: 'npm run clients',
  en: 'Looks at what each client of this machine does by itself, and writes it side by side: clients.json, clients.md and clients.ja.md. Columns of clients, or versions, that are not here stay as they are. Takes a minute a client.',
  ja: 'このマシンにあるクライアントが自分の判断でしていることを調べ、並べて clients.json、clients.md、clients.ja.md に書きます。ここにないクライアントやバージョンの列は、そのまま残ります。1 つにつき 1 分ほどかかります。',
  options: {
    client: {
      short: 'c',
      multiple: true,
      value: aName,
      en: `${clientNames.join(', ')}; several times for several`,
      ja: `${clientNames.join('、')}。繰り返して複数を指定`,
      otherwise: { en: 'every one that is here', ja: 'ここにあるものすべて' },
    },
    out: { en: 'where to', ja: '書き出す先', value: aFolder, default: 'docs' },
  },
  environment: clientKinds.flatMap(({ variables }) => variables),
});
export default clients;

await runCommand(import.meta.url, clients, ({ values, tell }) =>
  updateClients({ clients: values.client, folder: path.resolve(values.out), tell }),
);
