import { constants } from 'node:fs';
import { access, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { CannotRunError } from '../base/errors.ts';
import type { Language } from '../base/text.ts';
import { makeFolder } from '../process/make-folder.ts';
import { matrixHtml } from '../report/html/html.ts';
import { matrixJson } from '../report/json.ts';
import { junitXml } from '../report/junit.ts';
import { matrixMarkdown } from '../report/markdown.ts';
import type { Report } from '../report/report.ts';

/** The forms of the report, by file name. */
const forms: Readonly<Record<string, (report: Report, language: Language) => string>> = {
  'matrix.json': matrixJson,
  'matrix.md': matrixMarkdown,
  'matrix.html': matrixHtml,
  'junit.xml': junitXml,
};

/**
 * Makes the folder, and checks before a run that the reports can be written after it.
 * @throws CannotRunError `cannot-write`
 */
export async function requireFolder(folder: string): Promise<void> {
  try {
    await makeFolder(resolve(folder));
    await access(folder, constants.W_OK);
    for (const name of Object.keys(forms)) await requireFile(join(folder, name));
  } catch (cause) {
    throw cause instanceof CannotRunError ? cause : cannotWrite(folder, cause);
  }
}

/** An existing file of that name can be overwritten; a folder cannot, and a named pipe would wait for its reader. */
async function requireFile(file: string): Promise<void> {
  const there = await stat(file).catch(() => undefined);
  if (there?.isFile() === false) throw cannotWrite(file, new Error('what is there is no file'));
  if (there !== undefined) await access(file, constants.W_OK);
}

/**
 * Writes every form of the report, and returns the names of the files.
 * @throws CannotRunError `cannot-write`
 */
export async function writeReports(report: Report, folder: string, language: Language): Promise<string[]> {
  const files = Object.entries(forms).map(([name, form]) => ({
    file: join(folder, name),
    content: form(report, language),
  }));
  for (const { file, content } of files) {
    await writeFile(file, content).catch((cause) => {
      throw cannotWrite(file, cause);
    });
  }
  return files.map(({ file }) => file);
}

const cannotWrite = (place: string, cause: unknown) =>
  new CannotRunError(
    'cannot-write',
    { en: `cannot write to ${place}`, ja: `${place} に書き込めません` },
    {
      en: 'give --out a folder that is yours, or that can be made',
      ja: '--out には書き込めるフォルダー、または作れるフォルダーを指定してください',
    },
    { cause },
  );
