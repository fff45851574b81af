import { errorReason } from '../base/error-code.ts';
import { CannotRunError } from '../base/errors.ts';

/**
 * The error for a port on which the program cannot listen, with the advice to use `--port` or `--host`.
 * @param option the option that chose the port
 */
export function cannotListen(host: string, port: number, cause: unknown, option = '--port'): CannotRunError {
  const code = errorReason(cause);
  if (code === 'EADDRINUSE') {
    return new CannotRunError(
      'port-taken',
      { en: `port ${port} is taken`, ja: `ポート ${port} は使われています` },
      {
        en: `choose another with ${option}, or leave it out for a free one`,
        ja: `${option} で別のポートを選ぶか、省いて空いているポートに任せてください`,
      },
      { cause },
    );
  }
  if (code === 'EACCES') {
    return new CannotRunError(
      'cannot-listen',
      { en: `port ${port} is not yours to take`, ja: `ポート ${port} を使う権限がありません` },
      {
        en: `choose one from 1024 on with ${option}`,
        ja: `${option} で 1024 以上のポートを選んでください`,
      },
      { cause },
    );
  }
  return new CannotRunError(
    'cannot-listen',
    { en: `cannot listen at ${host}:${port} (${code})`, ja: `${host}:${port} で待ち受けできません(${code})` },
    {
      en: 'use --host 0.0.0.0, or leave --host out for this machine only',
      ja: '--host 0.0.0.0 にするか、このマシンだけなら --host を省いてください',
    },
    { cause },
  );
}
