import path from 'node:path';
import type { Language, Text } from '../base/text.ts';
import { writeFiles } from './generated-files.ts';

/** A broker or client that was measured. */
interface Measured {
  readonly name: string;
  readonly version?: string;
}

/**
 * Merges the columns of a run with the kept ones, which they replace if name and version are the same.
 * @param measuredIn the broker or client of a column
 * @param names known names, in the order of the page
 */
export function mergedColumns<C>(
  kept: readonly C[],
  measured: readonly C[],
  measuredIn: (column: C) => Measured,
  names: readonly string[],
): C[] {
  const keyOf = (column: C) => `${measuredIn(column).name} ${measuredIn(column).version ?? ''}`;
  const place = (column: C) => {
    const index = names.indexOf(measuredIn(column).name);
    return index === -1 ? names.length : index;
  };
  const columns = new Map([...kept, ...measured].map((column) => [keyOf(column), column]));
  return [...columns.values()].sort(
    (one, other) =>
      place(one) - place(other) || keyOf(one).localeCompare(keyOf(other), 'en', { numeric: true }),
  );
}

/** The theme of an id: the part before its dot. */
export const themeOf = (id: string): string => id.split('.')[0] ?? id;

interface Page<R> {
  readonly words: Readonly<Record<'title' | 'intro' | 'signs', Text>>;
  /** One line for each column. */
  readonly introductions: readonly string[];
  readonly themes: Readonly<Record<string, Text>>;
  readonly rows: readonly R[];
  readonly table: (rows: readonly R[]) => readonly string[];
}

/** A page in one language, with a table for each theme. */
export function themedPage<R extends { readonly id: string }>(page: Page<R>, language: Language): string {
  const { words, introductions, themes, rows, table } = page;
  const tables = [...Map.groupBy(rows, ({ id }) => themeOf(id))].map(([theme, own]) =>
    [`## ${themes[theme]?.[language] ?? theme}`, '', ...table(own)].join('\n'),
  );
  return `${[
    `# ${words.title[language]}`,
    words.intro[language],
    introductions.map((line) => `- ${line}`).join('\n'),
    words.signs[language],
    ...tables,
  ].join('\n\n')}\n`;
}

/** Writes a document as JSON and as a page in each language, and prints the names of the files. */
export async function writePages(
  folder: string,
  name: string,
  document: unknown,
  page: (language: Language) => string,
): Promise<void> {
  const written = await writeFiles(folder, {
    [`${name}.json`]: `${JSON.stringify(document, null, 2)}\n`,
    [`${name}.md`]: page('en'),
    [`${name}.ja.md`]: page('ja'),
  });
  for (const file of written) process.stdout.write(`${path.relative(process.cwd(), file)}\n`);
}

/** Tells what could not be measured, and how many answers there are. */
export function tellMeasured(
  title: string,
  answers: readonly unknown[],
  notSeen: readonly { readonly where: string; readonly reason: Text | undefined }[],
  tell: (text: Text) => void,
): void {
  for (const { where, reason } of notSeen)
    tell({ en: `${where}: not seen, ${reason?.en}`, ja: `${where}: 調べられませんでした。${reason?.ja}` });
  tell({ en: `${title}: ${answers.length} answers`, ja: `${title}: ${answers.length} 件の答え` });
}
