import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { CannotRunError } from '../base/errors.ts';
import { same, type Text } from '../base/text.ts';
import { printable } from '../base/visible.ts';
import { isExecutable } from '../process/find-program.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Checks that the system can start a program, because a shell would report the reason in words of its own.
 * @param word the program as it was typed: a path, or a name on the PATH
 * @throws CannotRunError `no-program`
 */
export async function requireProgram(word: string, environment: Environment = process.env): Promise<void> {
  const shown = same(printable(word, 120));
  if (word === '')
    throw noProgram({ en: 'the name of the program is empty', ja: 'プログラムの名前が空です' });
  if (!word.includes('/')) {
    const { PATH = '' } = environment;
    for (const folder of PATH.split(path.delimiter)) {
      if (await isExecutable(path.join(folder, word))) return;
    }
    throw noProgram({
      en: `there is no program ${shown.en} on the PATH`,
      ja: `PATH に ${shown.ja} というプログラムはありません`,
    });
  }
  const file = await stat(word).catch(() => undefined);
  if (file === undefined) throw noFile(shown, environment);
  if (!file.isFile())
    throw noProgram({ en: `${shown.en} is not a file`, ja: `${shown.ja} はファイルではありません` });
  if (!(await isExecutable(word))) {
    throw new CannotRunError(
      'no-program',
      { en: `${shown.en} is not executable`, ja: `${shown.ja} は実行できません` },
      {
        en: 'chmod +x makes it so, or start it with its interpreter, such as python3 FILE',
        ja: 'chmod +x するか、python3 ファイル のようにインタープリターから起動してください',
      },
    );
  }
  await requireInterpreter(word, shown);
}

/** The first line of a script names the program that reads it. */
async function requireInterpreter(file: string, shown: Text): Promise<void> {
  const line = await firstLine(file);
  const interpreter = /^#! *([^\s\r]+)/.exec(line)?.[1];
  if (interpreter === undefined) return;
  if (line.endsWith('\r')) {
    throw new CannotRunError(
      'no-program',
      {
        en: `${shown.en} has the line ends of Windows, so its first line names no program`,
        ja: `${shown.ja} の改行が Windows 形式のため、1 行目が指すプログラムが見つかりません`,
      },
      { en: "sed -i 's/\\r$//' FILE mends that", ja: "sed -i 's/\\r$//' ファイル で直ります" },
    );
  }
  if (await isExecutable(interpreter)) return;
  const name = printable(interpreter, 80);
  throw noProgram({
    en: `${shown.en} is to be read by ${name}, which is not there`,
    ja: `${shown.ja} の 1 行目が指す ${name} がありません`,
  });
}

/** Without its end; at most what a system reads of it. */
async function firstLine(file: string): Promise<string> {
  try {
    await using handle = await open(file);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0);
    return buffer.toString('latin1', 0, bytesRead).split('\n')[0] ?? '';
  } catch {
    // A program may be executable and not readable.
    return '';
  }
}

/** npm starts scripts in the folder of this project, wherever it was called. */
function noFile(shown: Text, { INIT_CWD: called }: Environment): CannotRunError {
  const there = { en: `there is no file ${shown.en}`, ja: `${shown.ja} というファイルはありません` };
  const here = process.cwd();
  if (called === undefined || called === here || path.isAbsolute(shown.en)) return noProgram(there);
  return noProgram({
    en: `${there.en} in ${here}, where npm starts it`,
    ja: `npm が起動するフォルダー ${here} に、${there.ja}`,
  });
}

const noProgram = (what: Text): CannotRunError =>
  new CannotRunError('no-program', what, {
    en: 'give its whole path, or a name that is on the PATH',
    ja: '絶対パスか、PATH にある名前で指定してください',
  });
