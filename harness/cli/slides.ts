import '../process/node-version.ts';
import path from 'node:path';
import type { Text } from '../base/text.ts';
import { aFolder, aName, command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';
import { buildDecks } from '../talk/deck/build.ts';
import type { Written } from '../talk/deck/draw.ts';
import { decksNamed } from '../talk/deck/find-decks.ts';

const noBrowser: Text = {
  en: 'No PDF, PPTX or PNG: they need Chrome, Chromium or Edge. Install one, or set CHROME_PATH to it.',
  ja: 'PDF、PPTX、PNG は作っていません: Chrome、Chromium、Edge のどれかが必要です。入れるか、CHROME_PATH で場所を教えてください。',
};

const slides = command({
  name: 'npm run slides',
  word: { en: 'DECK', ja: 'スライド' },
  several: true,
  en: 'Writes decks as HTML, PDF and PPTX, and their covers as PNG. Without DECK: every deck in slides/.',
  ja: '発表資料を HTML、PDF、PPTX に、表紙を PNG にします。スライドを省くと slides/ のすべてが対象です。',
  options: {
    cut: {
      value: aName,
      en: 'only the slides of a shorter talk: --cut lightning',
      ja: '短縮版に入るスライドだけ: --cut lightning',
    },
    'pdf-notes': { en: 'with the speaker notes in the PDF', ja: 'PDF に発表者ノートを入れる' },
    out: { en: 'where to', ja: '書き出す先', value: aFolder, default: 'dist' },
  },
});
export default slides;

await runCommand(import.meta.url, slides, async ({ values, words, tell }) => {
  const begun = performance.now();
  const decks = await decksNamed(words);
  const { files, browser, notices } = await buildDecks(decks, path.resolve(values.out), {
    cut: values.cut,
    pdfNotes: values['pdf-notes'],
  });
  for (const notice of notices) tell(notice);
  for (const { file } of files) process.stdout.write(`${short(file)}\n`);
  if (!browser) tell(noBrowser);
  tell(figuresOf(files, (performance.now() - begun) / 1000));
  return 0;
});

function figuresOf(files: readonly Written[], seconds: number): Text {
  const each = files.map((one) => `${path.basename(one.file)} ${one.seconds.toFixed(1)} s`).join(', ');
  const all = seconds.toFixed(1);
  return { en: `In ${all} s: ${each}`, ja: `所要時間 ${all} s: ${each}` };
}

/** A path as a person in this folder would type it. */
function short(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}
