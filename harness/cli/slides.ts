import '../node-version.ts';
import path from 'node:path';
import { allDecks, buildDeck } from '../../slides/build/build.ts';
import { languageFrom } from '../language.ts';
import { parseOptions } from '../options.ts';
import { runProgram } from '../program.ts';
import type { Text } from '../text.ts';

const usage: Text = {
  en: `npm run slides [DECK] -- [options]
Writes the talk as HTML and PDF. Without DECK: every deck in slides/.

  --out FOLDER   where to (default: dist)
  --lang ja|en   language of the messages (default: from the locale)
  --help         this text
`,
  ja: `npm run slides [スライド] -- [オプション]
発表資料を HTML と PDF にします。スライドを省くと slides/ のすべてが対象です。

  --out フォルダー   書き出す先(初期値: dist)
  --lang ja|en       メッセージの言語(初期値: ロケールに従う)
  --help             この説明
`,
};

const noBrowser: Text = {
  en: 'No PDF: it needs Chrome, Chromium, Edge or Firefox. Install one, or set CHROME_PATH to it.',
  ja: 'PDF は作っていません: Chrome、Chromium、Edge、Firefox のどれかが必要です。入れるか、CHROME_PATH で場所を教えてください。',
};

await runProgram(async (argv) => {
  const { values, positionals } = parseOptions(
    argv,
    { out: { type: 'string' }, lang: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    1,
  );
  const language = languageFrom(values.lang, process.env);
  if (values.help) {
    process.stdout.write(usage[language]);
    return 0;
  }
  const folder = path.resolve(values.out ?? 'dist');
  const decks = positionals.length > 0 ? positionals.map((word) => path.resolve(word)) : await allDecks();
  for (const deck of decks) {
    const { html, pdf } = await buildDeck(deck, folder);
    for (const file of pdf ? [html, pdf] : [html]) {
      process.stdout.write(`${short(file)}\n`);
    }
    if (!pdf) process.stderr.write(`${noBrowser[language]}\n`);
  }
  return 0;
});

/** A path as a person in this folder would type it. */
function short(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}
