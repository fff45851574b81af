import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';
import { printable } from '../../base/visible.ts';

/** Error texts of engines and registries, and the reason that each stands for. The first one that matches counts. */
const reasons: ReadonlyArray<readonly [RegExp, Text]> = [
  [
    /toomanyrequests|rate limit/i,
    {
      en: 'the registry allows no more pulls for now',
      ja: 'レジストリの取得回数の上限に達しています',
    },
  ],
  [
    /denied|unauthorized|authentication required|no basic auth/i,
    {
      en: 'there is no such image, or it needs a login',
      ja: 'そのイメージがないか、ログインが必要です',
    },
  ],
  [
    /manifest unknown|not found|does not exist/i,
    { en: 'there is no image of that name and tag', ja: 'その名前とタグのイメージはありません' },
  ],
  [
    /no matching manifest|platform/i,
    {
      en: 'there is none for this processor',
      ja: 'このプロセッサ向けのものがありません',
    },
  ],
  [/no space left/i, { en: 'the disk is full', ja: 'ディスクの空きがありません' }],
  [/invalid reference/i, { en: 'that is not the name of an image', ja: 'イメージ名として読めません' }],
  [
    /dial|lookup|timeout|time-?out|TLS handshake|unreachable|refused|no such host|EOF|proxyconnect|certificate/i,
    { en: 'the registry cannot be reached', ja: 'レジストリに接続できません' },
  ],
];

/** The error for an image that is neither present nor can be pulled: which image, a short reason, and what to do. */
export function imageNotAvailable(
  { image, variable }: { readonly image: string; readonly variable: string },
  cause: unknown,
): CannotRunError {
  const words = cause instanceof Error ? cause.message : String(cause);
  const why = reasons.find(([pattern]) => pattern.test(words))?.[1] ?? {
    en: printable(words, 120),
    ja: printable(words, 120),
  };
  const shown = printable(image, 120);
  return new CannotRunError(
    'image-not-available',
    {
      en: `the image ${shown} is not on this machine and could not be pulled (${why.en})`,
      ja: `イメージ ${shown} がこのマシンになく、取得もできませんでした(${why.ja})`,
    },
    {
      en: `try 'docker pull ${shown}', or name another image with ${variable}=…`,
      ja: `'docker pull ${shown}' を試すか、${variable}=… で別のイメージを指定してください`,
    },
    { cause },
  );
}
