import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSync } from 'esbuild';
import { pageStyleSheet } from '../../diagram/style.ts';
import { bundled } from '../../talk/present/server/bundled.ts';
import { japanese } from './japanese.ts';

const view = path.resolve(import.meta.dirname, '../view');

/** A lowercase m, drawn for this project. */
const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b5394"/>
<path d="M8 23v-9M8 14a4 4 0 0 1 8 0v9M16 14a4 4 0 0 1 8 0v9" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/></svg>
`;

/** The script that every book has at its top. */
export const SCRIPT = 'book.js';

/** The style sheet, the scripts and the icon of the site, by their names in its source. */
export const siteAssets = (): Readonly<Record<string, string>> => ({
  'src/book.css': `${readFileSync(path.join(view, 'book.css'), 'utf8')}\n${pageStyleSheet()}\n`,
  'src/content/i18n/ja.json': JSON.stringify(japanese),
  [`public/${SCRIPT}`]: viewScript('book.ts'),
  'public/favicon.svg': ICON,
});

/** A script of `view`, as one text. */
export function viewScript(name: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [path.join(view, name)],
    ...bundled,
  });
  return outputFiles[0]?.text ?? '';
}
