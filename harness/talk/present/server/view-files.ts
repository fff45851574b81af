import path from 'node:path';
import { buildSync } from 'esbuild';
import { brokerKinds } from '../../../brokers/kinds.ts';
import { pageStyleSheet } from '../../../diagram/style.ts';

const titles = Object.fromEntries(brokerKinds.map(({ name, title }) => [name, title]));

const folder = path.resolve(import.meta.dirname, '../view');

/** What the browser needs, each as one text. */
export interface ViewFiles {
  readonly script: string;
  readonly css: string;
}

/** Joined at start, in some 50 ms; nothing is written. */
export function viewFiles(): ViewFiles {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(folder, 'main.ts'), path.join(folder, 'view.css')],
    outdir: '/',
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    define: { BROKER_TITLES: JSON.stringify(titles) },
  });
  const text = (ending: string) => outputFiles.find((file) => file.path.endsWith(ending))?.text ?? '';
  return { script: text('.js'), css: `${text('.css')}\n${pageStyleSheet()}\n` };
}
