import '../process/node-version.ts';
import path from 'node:path';
import { CannotRunError } from '../base/errors.ts';
import { languageFrom } from '../base/language.ts';
import { didYouMean } from '../base/nearest.ts';
import type { Text } from '../base/text.ts';
import { openBroker, parseBroker } from '../brokers/index.ts';
import { type Cast, findClients } from '../clients/find.ts';
import { clientKinds, clientNames } from '../clients/kinds.ts';
import { requireFolders } from '../lab/terminal/artefacts.ts';
import { parseOptions } from '../process/options.ts';
import { runProgram } from '../process/program.ts';
import { type ClientColumn, clientDifferences, withMeasuredClients } from '../report/clients/document.ts';
import { clientsMarkdown } from '../report/clients/markdown.ts';
import { type MeasuredColumn, measureClient } from '../report/clients/measure.ts';
import { questions } from '../report/clients/questions/index.ts';
import { readableClients } from '../report/clients/reading.ts';
import { keptFile, writeFiles } from './generated-files.ts';

const variables = clientKinds.flatMap((kind) => kind.variables).join(', ');
const usage: Text = {
  en: `npm run clients -- [options]
Looks at what each client of this machine does by itself, and writes it side by side: clients.json, clients.md and
clients.ja.md. Columns of clients, or versions, that are not here stay as they are. Takes a minute a client.

  -c, --client NAME   ${clientNames.join(', ')}; several times for several (default: every one that is here)
                      Others can be chosen by ${variables}.
      --out FOLDER    where to (default: docs)
      --lang ja|en    language of the messages (default: from the locale)
  -h, --help          this text
`,
  ja: `npm run clients -- [オプション]
このマシンにあるクライアントが自分の判断でしていることを調べ、並べて clients.json、clients.md、clients.ja.md に書きます。
ここにないクライアントやバージョンの列は、そのまま残ります。1 つにつき 1 分ほどかかります。

  -c, --client 名前   ${clientNames.join('、')}。繰り返して複数を指定(初期値: ここにあるものすべて)
                      ${variables} で別のものを選べます。
      --out フォルダー 書き出す先(初期値: docs)
      --lang ja|en    メッセージの言語(初期値: ロケールに従う)
  -h, --help          この説明
`,
};

await runProgram(async (argv) => {
  const { values } = parseOptions(argv, {
    client: { type: 'string', short: 'c', multiple: true },
    out: { type: 'string' },
    lang: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  const language = languageFrom(values.lang, process.env);
  const tell = (text: Text) => process.stderr.write(`${text[language]}\n`);
  if (values.help) {
    process.stdout.write(usage[language]);
    return 0;
  }
  const folder = path.resolve(values.out ?? 'docs');
  const file = path.join(folder, 'clients.json');
  await requireFolders({ svg: undefined, record: file });
  const kept = await keptColumns(file);
  const clients = chosen(await findClients(), values.client, tell);
  const measured: MeasuredColumn[] = [];
  await using broker = await openBroker(parseBroker('embedded'), { report: tell });
  for (const client of clients) {
    const { column, notRun } = await measureClient(client, broker, questions);
    measured.push({ column, notRun });
    const title = `${client.title} ${client.version}`;
    for (const { question, reason } of notRun) {
      tell({
        en: `${title}: ${question}: not seen, ${reason.en}`,
        ja: `${title}: ${question}: 調べられませんでした。${reason.ja}`,
      });
    }
    const { length } = column.cells;
    tell({ en: `${title}: ${length} answers`, ja: `${title}: ${length} 件の答え` });
  }
  const columns = withMeasuredClients(
    kept,
    measured.map(({ column }) => column),
  );
  const written = await writeFiles(folder, {
    'clients.json': `${JSON.stringify(clientDifferences(columns), null, 2)}\n`,
    'clients.md': clientsMarkdown(columns, questions, 'en'),
    'clients.ja.md': clientsMarkdown(columns, questions, 'ja'),
  });
  for (const one of written) process.stdout.write(`${path.relative(process.cwd(), one)}\n`);
  return measured.some(({ notRun }) => notRun.length > 0) ? 2 : 0;
});

async function keptColumns(file: string): Promise<readonly ClientColumn[]> {
  const text = await keptFile(file);
  return text === undefined ? [] : readableClients(text, file).columns;
}

/** @throws CannotRunError for a client that is asked for by name, and is not here or not known */
function chosen({ here, absent }: Cast, names: readonly string[] | undefined, tell: (text: Text) => void) {
  if (names === undefined) {
    for (const { title, missing, advice } of absent)
      tell({ en: `${title}: ${missing.en}: ${advice.en}`, ja: `${title}: ${missing.ja}: ${advice.ja}` });
    return here;
  }
  return names.map((name) => {
    const client = here.find((one) => one.name === name);
    if (client !== undefined) return client;
    const missing = absent.find((one) => one.name === name);
    if (missing !== undefined) throw new CannotRunError('client-not-here', missing.missing, missing.advice);
    throw new CannotRunError(
      'unknown-client',
      { en: `there is no client '${name}'`, ja: `「${name}」というクライアントはありません` },
      didYouMean(name, clientNames),
    );
  });
}
