import { pathToFileURL } from 'node:url';
import type { Text } from '../base/text.ts';
import { repositoryRoot } from '../process/repository-root.ts';

/** How many lines of the program's output are shown. */
const MOST_LINES = 12;
/** How many of them are the last ones: there stands the error that ended the program. */
const LAST_LINES = 6;

/** A learner finds the place of an error only if the line still has its number at the end: a long way to the project would push it out. */
const roots = [`${pathToFileURL(repositoryRoot).href}/`, `${repositoryRoot}/`];

/**
 * The lines of a program's output that help its author, at most a dozen: without stack lines inside Node and libraries, and with
 * paths from the project's folder on, and of a stack line only the path.
 */
export function worthShowing(said: readonly string[]): (string | Text)[] {
  const own = said
    .filter((line) => line.trim() !== '' && !/^ {4}at .*(node:|node_modules)|^Node\.js v/.test(line))
    .map((line) => roots.reduce((shorter, root) => shorter.replaceAll(root, ''), line))
    .map((line) => line.replace(/^( {4}at ).* \((labs\/.*)\)$/, '$1$2'));
  if (own.length <= MOST_LINES) return own;
  const first = MOST_LINES - LAST_LINES - 1;
  const left = own.length - first - LAST_LINES;
  return [...own.slice(0, first), leftOut(left), ...own.slice(-LAST_LINES)];
}

const leftOut = (count: number): Text => ({ en: `… ${count} more lines …`, ja: `… ほか ${count} 行 …` });
