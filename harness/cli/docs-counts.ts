import '../process/node-version.ts';
import path from 'node:path';
import { languageFrom } from '../base/language.ts';
import type { Text } from '../base/text.ts';
import { counts } from '../claims/counts.ts';
import { parseOptions } from '../process/options.ts';
import { runProgram } from '../process/program.ts';
import { documents, recounted } from '../talk/sync/counts.ts';
import { make } from '../talk/sync/sync.ts';

const usage: Text = {
  en: `npm run docs:counts -- [options]
Writes how many claims, statements, faulty brokers and observations there are into the documents, between their markers:

  <!-- count: claims -->436<!-- /count -->

  --lang ja|en   language of the messages (default: from the locale)
  -h, --help     this text
`,
  ja: `npm run docs:counts -- [オプション]
主張、規範文、約束を破るブローカー、観察の数を、文書の印で囲まれた部分に書き込みます。

  <!-- count: claims -->436<!-- /count -->

  --lang ja|en   メッセージの言語(初期値: ロケールに従う)
  -h, --help     この説明
`,
};

await runProgram(async (argv) => {
  const { values } = parseOptions(argv, {
    lang: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  });
  if (values.help) {
    process.stdout.write(usage[languageFrom(values.lang, process.env)]);
    return 0;
  }
  for (const change of await recounted(await documents(), await counts())) {
    await make(change);
    process.stdout.write(`${path.relative(process.cwd(), change.file)}\n`);
  }
  return 0;
});
