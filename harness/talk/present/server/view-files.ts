import { readdirSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { brokerKinds } from '../../../brokers/kinds.ts';
import { pageStyleSheet } from '../../../diagram/style.ts';
import { bundled } from './bundled.ts';

const titles = Object.fromEntries(brokerKinds.map(({ name, title }) => [name, title]));

const folder = path.resolve(import.meta.dirname, '../view');

/** General style sheets first: those for parts of the view add to them. */
const inOrder = (a: string, b: string): number =>
  Number(b === 'view.css') - Number(a === 'view.css') || a.localeCompare(b);

/** The phone page has its own style sheet, which uses the same class names in another way. */
const isOfPhones = (file: string): boolean => file.startsWith(`phone${path.sep}`);

/** The script and the style sheets that browsers load, each as one text. */
export interface ViewFiles {
  readonly script: string;
  readonly css: string;
}

/** Bundles them at start, in about 50 ms; writes no file. */
export function viewFiles(): ViewFiles {
  const styleSheets = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.css') && !isOfPhones(file))
    .toSorted(inOrder);
  const { outputFiles } = buildSync({
    entryPoints: ['main.ts', ...styleSheets].map((file) => path.join(folder, file)),
    outbase: folder,
    outdir: '/',
    ...bundled,
    define: { BROKER_TITLES: JSON.stringify(titles) },
  });
  const text = (ending: string) =>
    outputFiles
      .filter((file) => file.path.endsWith(ending))
      .map((file) => file.text)
      .join('\n');
  return { script: text('.js'), css: `${text('.css')}\n${pageStyleSheet()}\n` };
}
