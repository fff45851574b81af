import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { errorReason } from '../base/error-code.ts';
import { CannotRunError } from '../base/errors.ts';

/**
 * Makes a folder among the temporary files. The caller removes it.
 * @param name the beginning of its name
 * @throws CannotRunError `no-temporary-folder` if it cannot be made
 */
export async function temporaryFolder(name: string): Promise<string> {
  try {
    return await mkdtemp(path.join(tmpdir(), name));
  } catch (cause) {
    const code = errorReason(cause);
    throw new CannotRunError(
      'no-temporary-folder',
      {
        en: `the folder for temporary files cannot be written to: ${tmpdir()} (${code})`,
        ja: `一時ファイルのフォルダーに書き込めません: ${tmpdir()}(${code})`,
      },
      {
        en: 'name one that is yours, e.g. TMPDIR=$HOME',
        ja: 'TMPDIR=$HOME のように、書き込めるフォルダーを指定してください',
      },
      { cause },
    );
  }
}
