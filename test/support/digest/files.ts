import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Language, Text } from '../../../harness/base/text.ts';
import { makeFolder } from '../../../harness/process/make-folder.ts';
import { matrixHtml } from '../../../harness/report/html/html.ts';
import { matrixMarkdown } from '../../../harness/report/markdown.ts';
import type { Report } from '../../../harness/report/report.ts';

/** Vitest's report, `claims.json`, is in the same folder. `npm run verify -- --out reports` uses other names. */
const forms = { 'claims.html': matrixHtml, 'claims.md': matrixMarkdown };

/**
 * Writes the whole matrix, with the packets of broken claims. Returns a line that says where it is, or why it could not be written,
 * which fails no claim.
 * @param folder relative to the folder where the tests run, as it is shown
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
