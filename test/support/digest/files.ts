import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Language, Text } from '../../../harness/base/text.ts';
import { makeFolder } from '../../../harness/process/make-folder.ts';
import { matrixHtml } from '../../../harness/report/html/html.ts';
import { matrixMarkdown } from '../../../harness/report/markdown.ts';
import type { Report } from '../../../harness/report/report.ts';

/** Beside them stands Vitest's own report, `claims.json`. What `npm run verify -- --out reports` writes has other names. */
const forms = { 'claims.html': matrixHtml, 'claims.md': matrixMarkdown };

/**
 * Writes all of the matrix, each claim and its packets where it is broken, and says where, or why not: a folder that can't be
 * written to fails no claim.
 * @param folder as it is shown, from where the tests are run
 */
export async function writeMatrix(report: Report, folder: string, language: Language): Promise<string> {
  const names = Object.keys(forms).map((name) => path.join(folder, name));
  try {
    await makeFolder(path.resolve(folder));
    for (const [name, form] of Object.entries(forms))
      await writeFile(path.join(folder, name), form(report, language));
    return written(names)[language];
  } catch (error) {
    return notWritten(error instanceof Error ? error.message : String(error))[language];
  }
}

const written = (names: readonly string[]): Text => ({
  en: `every claim, deviation and reason: ${names.join(', ')}`,
  ja: `すべての主張、逸脱、理由: ${names.join('、')}`,
});

const notWritten = (why: string): Text => ({
  en: `the full matrix was not written: ${why}`,
  ja: `表の全体は書き込めませんでした: ${why}`,
});
