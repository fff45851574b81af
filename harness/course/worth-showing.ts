import { pathToFileURL } from 'node:url';
import type { Language, Text } from '../base/text.ts';
import { printable } from '../base/visible.ts';
import { wrapped } from '../base/wrapped.ts';
import { repositoryRoot } from '../process/repository-root.ts';

/** How many rows of the program's output are shown. */
const MOST_ROWS = 12;
/** How many of them are the last ones: there stands the error that ended the program. */
const LAST_ROWS = 6;
/** How much of one line is shown, in columns: about three rows. */
const LONGEST_LINE = 200;

/** A learner finds the place of an error only if the line still has its number at the end: a long way to the project would push it out. */
const roots = [`${pathToFileURL(repositoryRoot).href}/`, `${repositoryRoot}/`];

/**
 * The rows of a program's output that help its author, at most a dozen: without stack lines inside Node and libraries, and with
 * paths from the project's folder on, and of a stack line only the path.
 * @param room the width of a row, in columns
 */
export function worthShowing(said: readonly string[], language: Language, room: number): string[] {
  const own = said
    .filter((line) => line.trim() !== '' && !/^ {4}at .*(node:|node_modules)|^Node\.js v/.test(line))
    .map((line) => roots.reduce((shorter, root) => shorter.replaceAll(root, ''), line))
    .map((line) => line.replace(/^( {4}at ).* \((labs\/.*)\)$/, '$1$2'));
  const rows = own.flatMap((line, at) => rowsOf(line, own[at + 1], room));
  if (rows.length <= MOST_ROWS) return rows;
  const first = MOST_ROWS - LAST_ROWS - 1;
  const left = rows.length - first - LAST_ROWS;
  return [...rows.slice(0, first), leftOut(left)[language], ...rows.slice(-LAST_ROWS)];
}

/** A line that Node marks with a caret below stays in one row. */
function rowsOf(line: string, below: string | undefined, room: number): string[] {
  if (/^\s*\^+$/.test(below ?? '')) return [printable(line, room)];
  return wrapped(printable(line, LONGEST_LINE), room).map((row) => printable(row, room));
}

const leftOut = (count: number): Text => ({ en: `… ${count} more lines …`, ja: `… ほか ${count} 行 …` });
