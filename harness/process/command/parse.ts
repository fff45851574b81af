import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CannotRunError } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import type { Text } from '../../base/text.ts';
import { printable } from '../../base/visible.ts';
import { allOptions, type Command, type Option, type Options, type Values } from './command.ts';
import { requireOwnOptions } from './npm-options.ts';

export interface Parsed<O extends Options> {
  readonly values: Values<O>;
  /** The word that is not an option. */
  readonly word: string | undefined;
  /** All of these words, for a command that takes several. */
  readonly words: readonly string[];
  /** The program and its arguments, for a command that takes one. */
  readonly program: readonly string[];
  readonly lang: string | undefined;
  readonly help: boolean;
}

/**
 * Parses a command line by parseArgs of `node:util`, with errors that the user can solve.
 * @throws CannotRunError `unknown-option` (with the nearest one), `bad-option`, `too-many-arguments` or
 * `option-taken-by-npm`
 */
export function parse<O extends Options>(argv: readonly string[], command: Command<O>): Parsed<O> {
  const options = Object.fromEntries(Object.entries(allOptions(command)).map(forParseArgs));
  const end = command.program === undefined ? argv.length : beginOfProgram(argv, options);
  const program = argv.slice(end).filter((word, at) => at > 0 || word !== '--');
  try {
    const args = valuesJoined(argv.slice(0, end), options);
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    requireOwnOptions(options, positionals);
    requireValues(values);
    const extra = command.several ? undefined : positionals[command.word === undefined ? 0 : 1];
    if (extra !== undefined) throw oneTooMany(extra, command.tooMany);
    const { lang, help } = values;
    return {
      // parseArgs got its options from the table, so the types of the table hold.
      values: values as Values<O>,
      word: positionals[0],
      words: positionals,
      program,
      lang: typeof lang === 'string' ? lang : undefined,
      help: help === true,
    };
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) throw mendable(error, argv, Object.keys(options));
    throw error;
  }
}

type ForParseArgs = NonNullable<ParseArgsConfig['options']>;

function forParseArgs([name, option]: [string, Option]): [string, ForParseArgs[string]] {
  const { short, value, multiple = false, default: taken } = option;
  const otherwise = taken && { default: typeof taken === 'string' ? taken : [...taken] };
  return [name, { type: value ? 'string' : 'boolean', ...(short && { short }), multiple, ...otherwise }];
}

/** The index at which the program begins: `--`, or the first word that is neither an option nor its value. */
function beginOfProgram(argv: readonly string[], options: ForParseArgs): number {
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word === '--' || !word.startsWith('-')) return at;
    if (optionOfValue(word, options) !== undefined) at++;
  }
  return argv.length;
}

/** Joins values to their options, because parseArgs would read a value such as `-3` as an option. */
function valuesJoined(argv: readonly string[], options: ForParseArgs): string[] {
  const words: string[] = [];
  for (const word of argv) {
    const name = /^-\.?\d/.test(word) ? optionOfValue(words.at(-1), options) : undefined;
    if (name === undefined) words.push(word);
    else words.splice(-1, 1, `--${name}=${word}`);
  }
  return words;
}

/** The option that a word names, if it takes a value. */
function optionOfValue(word: string | undefined, options: ForParseArgs): string | undefined {
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

/** Translates Node's error, which names the option as `'-b, --broker <value>'` and exists in English only. */
function badValue(error: TypeError): CannotRunError {
  const option = /(-[^\s',]*)(?: <value>)?'/.exec(error.message)?.[1] ?? error.message;
  if (!/does not take/.test(error.message)) return noValue(option, error);
  return new CannotRunError(
    'bad-option',
    { en: `${option} takes no value`, ja: `${option} は値を取りません` },
    { en: `write just ${option} (see --help)`, ja: `${option} だけを書いてください(--help 参照)` },
    { cause: error },
  );
}

const noValue = (option: string, cause?: unknown) =>
  new CannotRunError(
    'bad-option',
    { en: `${option} needs a value`, ja: `${option} には値が必要です` },
    { en: `write it after ${option} (see --help)`, ja: `${option} のあとに書いてください(--help 参照)` },
    { cause },
  );

/** An empty word is what a shell leaves of a variable that is not set. */
function requireValues(values: Readonly<Record<string, unknown>>): void {
  const empty = Object.entries(values).find(([, value]) => [value].flat().includes(''));
  if (empty !== undefined) throw noValue(`--${empty[0]}`);
}

function oneTooMany(word: string, { en, ja }: Text = { en: 'leave it out', ja: '外してください' }) {
  const shown = printable(word, 40);
  return new CannotRunError(
    'too-many-arguments',
    { en: `did not expect "${shown}"`, ja: `「${shown}」は余分です` },
    {
      en: `${en}, and options of an npm script come after -- (see --help)`,
      ja: `${ja}、npm スクリプトに渡すオプションは -- のあとに書きます(--help 参照)`,
    },
  );
}
