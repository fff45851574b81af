import '../process/node-version.ts';
import path from 'node:path';
import { buildBook } from '../book/build.ts';
import { aFolder, command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';

const book = command({
  name: 'npm run book',
  en: 'Builds the talk, the labs with their recorded runs, and the documents as one site, in both languages and with search. It needs no network, neither to be built nor to be read.',
  ja: '発表、ラボとその記録、ドキュメントを、検索付きの 1 つのサイトにします。日本語と英語の両方です。作るにも読むにも、ネットワークはいりません。',
  options: {
    out: { en: 'where to', ja: '書き出す先', value: aFolder, default: 'dist/book' },
    base: {
      value: { en: 'PATH', ja: 'パス' },
      en: 'path of the site on its server, e.g. /mqtt-hands-on/ on GitHub Pages',
      ja: 'サーバー上でのサイトのパス。GitHub Pages なら /mqtt-hands-on/ など',
      default: '/',
    },
  },
});
export default book;

await runCommand(import.meta.url, book, async ({ values, tell }) => {
  const begun = performance.now();
  const pages = await buildBook({ out: path.resolve(values.out), base: slashed(values.base) });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  process.stdout.write(`${values.out}\n`);
  tell({
    en: `${pages} pages in each language, in ${seconds} s`,
    ja: `各言語 ${pages} ページ、${seconds} 秒`,
  });
  return 0;
});

/** With one slash at both ends. */
function slashed(base: string): string {
  return `/${base}/`.replaceAll(/\/+/g, '/');
}
