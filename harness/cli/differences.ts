import { nameAndVersion } from '../brokers/identity/name-and-version.ts';
import '../process/node-version.ts';
import path from 'node:path';
import { CannotRunError } from '../base/errors.ts';
import { languageFrom } from '../base/language.ts';
import type { Text } from '../base/text.ts';
import { brokerNames, openBroker, parseBroker, testedBrokers } from '../brokers/index.ts';
import { specObservations } from '../claims/observations/index.ts';
import { requireFolders } from '../lab/terminal/artefacts.ts';
import { interruptibly } from '../lab/terminal/on-chosen-broker.ts';
import { parseOptions } from '../process/options.ts';
import { errorLine, runProgram } from '../process/program.ts';
import { protocolName } from '../protocol/statements.ts';
import { type Column, columnsOf, differences, withMeasured } from '../report/differences/document.ts';
import { differencesMarkdown } from '../report/differences/markdown.ts';
import { type Measured, measure } from '../report/differences/measure.ts';
import { readableDifferences } from '../report/differences/reading.ts';
import { keptFile, writeFiles } from './generated-files.ts';

const usage: Text = {
  en: `npm run differences -- [options]
Looks at what the specification leaves open, and writes how each broker does it: differences.json, differences.md and
differences.ja.md. Columns of brokers not measured now stay as they are.

  -b, --broker NAME   ${brokerNames.join(', ')}, or a URL; several times for several
                      (default: every one that can be started here)
      --out FOLDER    where to (default: docs)
      --lang ja|en    language of the messages (default: from the locale)
  -h, --help          this text
`,
  ja: `npm run differences -- [オプション]
仕様が決めていないことをブローカーがどうしているかを調べ、differences.json、differences.md、differences.ja.md に書きます。
今回測らないブローカーの列は、そのまま残ります。

  -b, --broker 名前   ${brokerNames.join('、')}、または URL。複数のブローカーは繰り返して指定
                      (初期値: ここで起動できるものすべて)
      --out フォルダー 書き出す先(初期値: docs)
      --lang ja|en    メッセージの言語(初期値: ロケールに従う)
  -h, --help          この説明
`,
};

await runProgram(async (argv) => {
  const { values } = parseOptions(argv, {
    broker: { type: 'string', short: 'b', multiple: true },
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
  await requireFolders({ svg: undefined, record: path.join(folder, 'differences.json') });
  const kept = await keptColumns(folder);

  const measured: Measured[] = [];
  for (const word of values.broker ?? testedBrokers) {
    try {
      measured.push(await measureOn(word, tell));
    } catch (error) {
      // Asked for by name, a broker has to be there.
      if (values.broker !== undefined || !(error instanceof CannotRunError) || error.code === 'interrupted')
        throw error;
      process.stderr.write(`${word}: ${errorLine(error, language)}\n`);
    }
  }
  for (const file of await write(
    folder,
    withMeasured(
      kept,
      measured.map(({ column }) => column),
    ),
  )) {
    process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
  }
  return measured.some(({ notRun }) => notRun.length > 0) ? 2 : 0;
});

async function measureOn(word: string, tell: (text: Text) => void): Promise<Measured> {
  await using broker = await openBroker(parseBroker(word), { report: tell });
  const measured = await interruptibly((signal) => measure(broker, specObservations, { signal }));
  const title = nameAndVersion(broker);
  for (const { observation, protocolVersion, reason } of measured.notRun) {
    const where = `${title}, ${protocolName(protocolVersion)}: ${observation.id}`;
    tell({ en: `${where}: not seen, ${reason?.en}`, ja: `${where}: 調べられませんでした。${reason?.ja}` });
  }
  const { length } = measured.column.cells;
  tell({ en: `${title}: ${length} answers`, ja: `${title}: ${length} 件の答え` });
  return measured;
}

async function keptColumns(folder: string): Promise<Column[]> {
  const file = path.join(folder, 'differences.json');
  const text = await keptFile(file);
  return text === undefined ? [] : columnsOf(readableDifferences(text, file));
}

function write(folder: string, columns: readonly Column[]): Promise<string[]> {
  const document = differences(specObservations, columns);
  return writeFiles(folder, {
    'differences.json': `${JSON.stringify(document, null, 2)}\n`,
    'differences.md': differencesMarkdown(document, 'en'),
    'differences.ja.md': differencesMarkdown(document, 'ja'),
  });
}
