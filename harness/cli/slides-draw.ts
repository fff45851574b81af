import '../process/node-version.ts';
import { command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';
import { figureChanges } from '../talk/figures/figures.ts';
import { writeChanges } from '../talk/sync/write-changes.ts';

const slidesDraw = command({
  name: 'npm run slides:draw',
  en: `Draws the talk's own figures: slides/figures/source/NAME.svg (in English, for a drawing program) with the words of slides/figures/source/texts.json becomes NAME.en.svg and NAME.ja.svg in slides/figures. It also writes the style sheet of all figures, light and dark, into each <style>. Prints the files it changed.`,
  ja: `手製の図を描きます。slides/figures/source/NAME.svg(英語。描画ソフトで編集できます)と、言葉の表 slides/figures/source/texts.json から、slides/figures に NAME.en.svg と NAME.ja.svg を書き出します。それぞれの <style> には、すべての図に共通のスタイル(明るい配色と暗い配色)を書き込みます。変えたファイルの名前を表示します。`,
  options: {},
});
export default slidesDraw;

await runCommand(import.meta.url, slidesDraw, async ({ tell }) => writeChanges(await figureChanges(), tell));
