import '../process/node-version.ts';
import path from 'node:path';
import { languageFrom } from '../base/language.ts';
import type { Text } from '../base/text.ts';
import { parseOptions } from '../process/options.ts';
import { runProgram } from '../process/program.ts';
import { allDecks, buildDecks } from '../talk/deck/build.ts';

const usage: Text = {
  en: `npm run slides [DECK] -- [options]
Writes the talk as HTML, PDF and PPTX, and its cover as PNG. Without DECK: every deck in slides/.

  --cut NAME     only the slides of a shorter talk: --cut lightning
  --out FOLDER   where to (default: dist)
  --lang ja|en   language of the messages (default: from the locale)
  --help         this text
`,
  ja: `npm run slides [スライド] -- [オプション]
発表資料を HTML、PDF、PPTX に、表紙を PNG にします。スライドを省くと slides/ のすべてが対象です。

  --cut 名前         短縮版に入るスライドだけ: --cut lightning
  --out フォルダー   書き出す先(初期値: dist)
  --lang ja|en       メッセージの言語(初期値: ロケールに従う)
  --help             この説明
`,
};

const noBrowser: Text = {
  en: 'No PDF, PPTX or PNG: they need Chrome, Chromium, Edge or Firefox. Install one, or set CHROME_PATH to it.',
  ja: 'PDF、PPTX、PNG は作っていません: Chrome、Chromium、Edge、Firefox のどれかが必要です。入れるか、CHROME_PATH で場所を教えてください。',
};

await runProgram(async (argv) => {
  const { values, positionals } = parseOptions(
    argv,
    {
      cut: { type: 'string' },
      out: { type: 'string' },
      lang: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
    1,
  );
  const language = languageFrom(values.lang, process.env);
  if (values.help) {
    process.stdout.write(usage[language]);
    return 0;
  }
  const folder = path.resolve(values.out ?? 'dist');
  const decks = positionals.length > 0 ? positionals.map((word) => path.resolve(word)) : await allDecks();
  const { files, browser } = await buildDecks(decks, folder, { cut: values.cut });
  for (const file of files) process.stdout.write(`${short(file)}\n`);
  if (!browser) process.stderr.write(`${noBrowser[language]}\n`);
  return 0;
});

/** A path as a person in this folder would type it. */
function short(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}
