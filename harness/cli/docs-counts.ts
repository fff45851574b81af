import '../process/node-version.ts';
import type { Text } from '../base/text.ts';
import { counts } from '../claims/counts.ts';
import { documents, recounted } from '../talk/sync/counts.ts';
import { writeChanges } from './write-changes.ts';

const usage: Text = {
  en: `npm run docs:counts -- [options]
Writes how many claims, statements, faulty brokers and observations there are into the documents, between their markers:

  <!-- count: claims -->12<!-- /count -->

  --lang ja|en   language of the messages (default: from the locale)
  -h, --help     this text
`,
  ja: `npm run docs:counts -- [オプション]
主張、規範文、約束を破るブローカー、観察の数を、文書の印で囲まれた部分に書き込みます。

  <!-- count: claims -->12<!-- /count -->

  --lang ja|en   メッセージの言語(初期値: ロケールに従う)
  -h, --help     この説明
`,
};

await writeChanges(usage, async () => recounted(await documents(), await counts()));
