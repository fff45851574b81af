import { errorReason } from '../base/error-code.ts';
import { CannotRunError } from '../base/errors.ts';

/** The error for a file that cannot be written. */
export const cannotWrite = (file: string, cause: unknown) =>
  new CannotRunError(
    'cannot-write',
    { en: `cannot write ${file}`, ja: `${file} に書き込めません` },
    {
      en: 'check that its folder exists and that you may write to it',
      ja: 'フォルダーがあるか、書き込み権限があるか確かめてください',
    },
    { cause },
  );

/** The error for a folder that a build cannot write to, with the advice to use `--out`. */
export function cannotWriteTo(folder: string, cause: unknown): CannotRunError {
  const reason = errorReason(cause);
  return new CannotRunError(
    'cannot-write',
    { en: `cannot write to ${folder} (${reason})`, ja: `${folder} に書き込めません(${reason})` },
    { en: 'choose another folder with --out', ja: '--out で別のフォルダーを選んでください' },
    { cause },
  );
}
