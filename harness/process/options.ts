import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CannotRunError } from '../base/errors.ts';
import { didYouMean } from '../base/nearest.ts';
import type { Text } from '../base/text.ts';
import { requireOwnOptions } from './npm-options.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * `node:util` parseArgs with errors a person can mend.
 * @throws CannotRunError `unknown-option` (with the nearest one), `bad-option`, `too-many-arguments` or
 * `option-taken-by-npm`
 */
export function parseOptions<const O extends Options>(argv: readonly string[], options: O, positionals = 0) {
  try {
    const parsed = parseArgs({
      args: valuesJoined(argv, options),
      options,
      allowPositionals: true,
      strict: true,
    });
    const extra = parsed.positionals[positionals];
    if (extra !== undefined) throw tooMany(extra);
    requireOwnOptions(Object.keys(options));
    return parsed;
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) throw mendable(error, argv, Object.keys(options));
    throw error;
  }
}

/** parseArgs takes `-3` for an option; right after an option that wants a value it is one, fit or not. */
function valuesJoined(argv: readonly string[], options: Options): string[] {
  const words: string[] = [];
  for (const word of argv) {
    const name = /^-\.?\d/.test(word) ? optionOfValue(words.at(-1), options) : undefined;
    if (name === undefined) words.push(word);
    else words.splice(-1, 1, `--${name}=${word}`);
  }
  return words;
}

/** The option a word names, if it is one that wants a value. */
function optionOfValue(word: string | undefined, options: Options): string | undefined {
  const named = Object.entries(options).find(([name, { short }]) =>
    [`--${name}`, `-${short}`].includes(word ?? ''),
  );
  return named?.[1].type === 'string' ? named[0] : undefined;
}

function mendable(error: TypeError & { code: unknown }, argv: readonly string[], names: readonly string[]) {
  if (error.code !== 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return badValue(error);
  const word = /'(-[^']*)'/.exec(error.message)?.[1]?.split(/[ ,=]/)[0] ?? argv.join(' ');
  return new CannotRunError(
    'unknown-option',
    { en: `there is no option ${word}`, ja: `${word} というオプションはありません` },
    didYouMean(word.replace(/^-+/, ''), names, { written: (name) => `--${name}`, more: seeHelp }),
    { cause: error },
  );
}

const seeHelp: Text = { en: 'see --help', ja: '--help を見てください' };

/** Node names the option as `'-b, --broker <value>'`; its sentences exist in English only. */
function badValue(error: TypeError): CannotRunError {
  const option = /(-[^\s',]*)(?: <value>)?'/.exec(error.message)?.[1] ?? error.message;
  const [what, advice]: [Text, Text] = /does not take/.test(error.message)
    ? [
        { en: `${option} takes no value`, ja: `${option} は値を取りません` },
        { en: `write just ${option} (see --help)`, ja: `${option} だけを書いてください(--help 参照)` },
      ]
    : [
        { en: `${option} needs a value`, ja: `${option} には値が必要です` },
        { en: `write it after ${option} (see --help)`, ja: `${option} のあとに書いてください(--help 参照)` },
      ];
  return new CannotRunError('bad-option', what, advice, { cause: error });
}

const tooMany = (word: string) =>
  new CannotRunError(
    'too-many-arguments',
    { en: `did not expect "${word}"`, ja: `「${word}」は余分です` },
    {
      en: 'one lab at a time, and options of an npm script come after -- (see --help)',
      ja: 'ラボは 1 つずつ、npm スクリプトに渡すオプションは -- のあとに書きます(--help 参照)',
    },
  );
