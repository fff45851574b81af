import { CannotRunError } from '../base/errors.ts';

/** What the system says where a port can't be listened on, as something a person can mend with `--port` or `--host`. */
export function cannotListen(host: string, port: number, cause: unknown): CannotRunError {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  if (code === 'EADDRINUSE') {
    return new CannotRunError(
      'port-taken',
      { en: `port ${port} is taken`, ja: `ポート ${port} は使われています` },
      {
        en: 'choose another with --port, or leave it out for a free one',
        ja: '--port で別のポートを選ぶか、省いて空いているポートに任せてください',
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
