import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { repositoryRoot } from '../../../process/repository-root.ts';
import { REGION_END } from '../../../talk/sync/snippet.ts';

const languages: Readonly<Record<string, string>> = { '.ts': 'ts', '.py': 'python', '.html': 'html' };

const BEGIN = /^\s*(?:\/\/|#) ?#?region \S+\s*$/;

/** The programs of a lab as blocks of code, `lab.ts` first. The lines of its regions are lit. */
export function codeOf(lab: string): string {
  const folder = path.join(repositoryRoot, 'labs', lab);
  const files = readdirSync(folder).filter((file) => path.extname(file) in languages);
  const inOrder = files.toSorted(
    (a, b) => Number(b === 'lab.ts') - Number(a === 'lab.ts') || a.localeCompare(b),
  );
  return inOrder.map((file) => blockOf(path.join(folder, file))).join('\n\n');
}

function blockOf(file: string): string {
  const { lines, lit } = regionsLit(readFileSync(file, 'utf8').trimEnd().split('\n'));
  const name = path.relative(repositoryRoot, file).replaceAll(path.sep, '/');
  const marked = lit.length === 0 ? '' : ` {${lit.join()}}`;
  return [
    '`````'.concat(languages[path.extname(file)] ?? 'text', ` title="${name}"${marked}`),
    ...lines,
    '`````',
  ].join('\n');
}

/** The lines without the marks of regions, and the numbers, from 1, of those inside a region. */
export function regionsLit(source: readonly string[]): { readonly lines: string[]; readonly lit: number[] } {
  const lines: string[] = [];
  const lit: number[] = [];
  let depth = 0;
  for (const line of source) {
    if (BEGIN.test(line)) depth += 1;
    else if (REGION_END.test(line)) depth -= 1;
    else {
      lines.push(line);
      if (depth > 0) lit.push(lines.length);
    }
  }
  return { lines, lit };
}
