import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { visible } from '../../base/visible.ts';
import { repositoryRoot } from '../../process/repository-root.ts';

/** A line of a file that a person edits. */
export interface Place {
  /** Relative to the repository. */
  readonly file: string;
  readonly line: number;
  /** The text of that line. */
  readonly source: string;
}

const labs = path.join(repositoryRoot, 'labs') + path.sep;

/** Whether a person edits this file: all files of labs, tasks included. */
const isTheirs = (file: string): boolean => file.startsWith(labs) && !file.includes('node_modules');

/** Where Node stopped to read a file; the first line of the stack of a syntax error. */
const READ = /^(?<file>\S.*\.[cm]?[jt]s):(?<line>\d+)$/;
/** A call in a stack, e.g. `    at async run (file:///…/lab.ts:12:5)`. */
const CALL = /^\s+at .*?(?<file>file:\/\/[^\s()]+|\/[^()]+|[A-Z]:\\[^()]+):(?<line>\d+):\d+\)?$/;
/** A file that Node did not find, and the file that imports it. */
const MISSING = /^Cannot find (?:module|package) '(?<wanted>[^']+)' imported from (?<file>.+)$/;

/**
 * The first line of a lab's files that an error points to, whether Node could not read it or was executing it. Type stripping
 * keeps every line in its place.
 */
export function placeOf(error: Error): Place | undefined {
  const lines = (error.stack ?? '').split('\n');
  for (const line of lines) {
    const { file, line: number } = (READ.exec(line) ?? CALL.exec(line))?.groups ?? {};
    const place = file === undefined ? undefined : placeAt(asPath(file), () => Number(number));
    if (place !== undefined) return place;
  }
  const { file, wanted } = MISSING.exec(error.message)?.groups ?? {};
  if (file === undefined || wanted === undefined) return undefined;
  return placeAt(
    asPath(file),
    (source) => 1 + source.findIndex((text) => text.includes(path.basename(wanted))),
  );
}

const asPath = (file: string): string => (file.startsWith('file:') ? fileURLToPath(file) : file);

/** The longest line of a program that is shown whole, in cells. */
const WIDEST = 100;

function placeAt(file: string, lineIn: (source: readonly string[]) => number): Place | undefined {
  if (!isTheirs(file)) return undefined;
  try {
    const source = readFileSync(file, 'utf8').split(/\r?\n/);
    const line = lineIn(source);
    const text = visible((source[line - 1] ?? '').trim(), WIDEST);
    return { file: path.relative(repositoryRoot, file), line, source: text };
  } catch {
    // The file was removed while it was edited.
    return undefined;
  }
}
