import path from 'node:path';
import { buildSync } from 'esbuild';
import { brokerKinds } from '../../../brokers/kinds.ts';
import { styleSheet } from '../../../diagram/style.ts';

const titles = Object.fromEntries(brokerKinds.map(({ name, title }) => [name, title]));

/** In this order. */
const styleSheets = ['view.css', 'room/room.css'] as const;

const folder = path.resolve(import.meta.dirname, '../view');

/** What the browser needs, each as one text. */
export interface ViewFiles {
  readonly script: string;
  readonly css: string;
}

/** Joined at start, in some 50 ms; nothing is written. */
export function viewFiles(): ViewFiles {
  const { outputFiles } = buildSync({
    entryPoints: ['main.ts', ...styleSheets].map((name) => path.join(folder, name)),
    outbase: folder,
    outdir: '/',
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    define: { BROKER_TITLES: JSON.stringify(titles) },
  });
  const texts = (ending: string) =>
    outputFiles.flatMap((file) => (file.path.endsWith(ending) ? [file.text] : []));
  return { script: texts('.js').join(''), css: [...texts('.css'), styleSheet('auto'), ''].join('\n') };
}
