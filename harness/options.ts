import { type ParseArgsConfig, parseArgs } from 'node:util';
import { closest } from 'fastest-levenshtein';
import { CannotRunError } from './errors.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * `node:util` parseArgs with errors a person can mend.
 * @throws CannotRunError `unknown-option` (with the nearest one), `bad-option` or `too-many-arguments`
 */
export function parseOptions<const O extends Options>(argv: readonly string[], options: O, positionals = 0) {
  try {
    const parsed = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    const extra = parsed.positionals[positionals];
    if (extra !== undefined) throw tooMany(extra);
    return parsed;
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) throw mendable(error, argv, Object.keys(options));
    throw error;
  }
}

function mendable(error: TypeError & { code: unknown }, argv: readonly string[], names: readonly string[]) {
  if (error.code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const sentence = error.message.split('\n')[0] ?? error.message;
    return new CannotRunError(
      'bad-option',
      { en: sentence.replace(/\.$/, ''), ja: `オプションの書き方が違います(${sentence.replace(/\.$/, '')})` },
      { en: 'see --help', ja: '--help を見てください' },
      { cause: error },
    );
  }
  const word = /'(-[^']*)'/.exec(error.message)?.[1]?.split(/[ ,=]/)[0] ?? argv.join(' ');
  const nearest = closest(word.replace(/^-+/, ''), [...names]);
  return new CannotRunError(
    'unknown-option',
    { en: `there is no option ${word}`, ja: `${word} というオプションはありません` },
    {
      en: `did you mean --${nearest}? (see --help)`,
      ja: `--${nearest} のことでしょうか?(--help を見てください)`,
    },
    { cause: error },
  );
}

const tooMany = (word: string) =>
  new CannotRunError(
    'too-many-arguments',
    { en: `did not expect "${word}"`, ja: `「${word}」は余分です` },
    {
      en: 'options of an npm script come after --, see --help',
      ja: 'npm のオプションは -- のあとに書きます(--help 参照)',
    },
  );
