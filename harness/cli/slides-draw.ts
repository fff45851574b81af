import '../process/node-version.ts';
import type { Text } from '../base/text.ts';
import { figureChanges } from '../talk/figures/figures.ts';
import { writeChanges } from './write-changes.ts';

const usage: Text = {
  en: `npm run slides:draw -- [options]
Draws the talk's own figures: slides/figures/source/NAME.svg (in English, for a drawing program) with the words of
slides/figures/source/texts.json becomes NAME.en.svg and NAME.ja.svg in slides/figures. It also writes the style sheet
of all figures, light and dark, into each <style>. Prints the files it changed.

  --lang ja|en   language of the messages (default: from the locale)
  -h, --help     this text
`,
  ja: `npm run slides:draw -- [オプション]
手製の図を描きます。slides/figures/source/NAME.svg(英語。描画ソフトで編集できます)と、言葉の表
slides/figures/source/texts.json から、slides/figures に NAME.en.svg と NAME.ja.svg を書き出します。
それぞれの <style> には、すべての図に共通のスタイル(明るい配色と暗い配色)を書き込みます。変えたファイルの名前を表示します。

  --lang ja|en   メッセージの言語(初期値: ロケールに従う)
  -h, --help     この説明
`,
};

await writeChanges(usage, () => figureChanges());
