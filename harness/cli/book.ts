import '../process/node-version.ts';
import path from 'node:path';
import { buildBook } from '../book/build.ts';
import { serveBook } from '../book/serve/serve-book.ts';
import { parseBroker } from '../brokers/index.ts';
import { aFolder, aName, command } from '../process/command/command.ts';
import { runCommand } from '../process/command/run.ts';
import { portOption } from '../process/port-option.ts';
import { stopOnShutdown } from '../process/shutdown.ts';
import { brokerLine } from '../talk/present/terminal.ts';

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
    serve: {
      en: 'serve it on this machine, with a button on each lab that runs it here',
      ja: 'このマシンで表示する。ラボのページに実行ボタンが付く',
    },
    broker: {
      short: 'b',
      value: aName,
      en: 'with --serve: the broker that labs run on',
      ja: '--serve で、ラボを実行するブローカー',
      default: 'embedded',
    },
    port: {
      value: { en: 'NUMBER', ja: '番号' },
      en: 'with --serve: where it is served',
      ja: '--serve で待ち受けるポート',
      otherwise: { en: 'a free one', ja: '空いているポート' },
    },
  },
});
export default book;

await runCommand(import.meta.url, book, async ({ values, language, tell }) => {
  const begun = performance.now();
  const out = path.resolve(values.out);
  const broker = parseBroker(values.broker);
  const port = portOption('--port', values.port) ?? 0;
  const pages = await buildBook({ out, base: values.serve ? '/' : slashed(values.base) });
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  process.stdout.write(`${values.out}\n`);
  tell({
    en: `${pages} pages in each language, in ${seconds} s`,
    ja: `各言語 ${pages} ページ、${seconds} 秒`,
  });
  if (!values.serve) return 0;
  const serving = await serveBook(
    { site: out, language, broker, port },
    { broker: (state) => process.stderr.write(`${brokerLine(state, language)}\n`), trouble: tell },
  );
  stopOnShutdown(async () => serving[Symbol.asyncDispose]());
  process.stdout.write(`${serving.url}\n`);
  tell({ en: 'Ctrl-C ends it.', ja: 'Ctrl-C で終わります。' });
  return new Promise<never>(() => {});
});

/** With one slash at both ends. */
function slashed(base: string): string {
  return `/${base}/`.replaceAll(/\/+/g, '/');
}
