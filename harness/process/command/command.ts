import { languages, same, type Text } from '../../base/text.ts';
import type { ExitCode } from '../program.ts';

/**
 * A command as data. What is parsed, near words and `--help` come from this one table. The help has a layout of its own, as no
 * library (commander, yargs, citty) writes it in two languages, one of them with characters that are two columns wide. The text
 * says what the command does; in every text of the help, a line that begins with two spaces is printed as it is.
 */
export interface Command<O extends Options = Options> extends Text {
  /** What is typed, e.g. `npm run verify`. */
  readonly name: string;
  /** The word that may be given besides options, e.g. `LAB`; left out where there is none. */
  readonly word?: Text;
  /** Any number of such words may be given. */
  readonly several?: true;
  /** A program and its arguments behind the options, which are not looked into; left out where there is none. */
  readonly program?: Text;
  /** What to do about a word too many. */
  readonly tooMany?: Text;
  readonly options: O;
  readonly notes?: readonly Text[];
  readonly exitCodes?: Readonly<Partial<Record<ExitCode, Text>>>;
  /** Names of the environment variables that it reads. */
  readonly environment?: readonly string[];
}

/** Options by their long name. */
export type Options = Readonly<Record<string, Option>>;

/** The text says what the option does. */
export interface Option extends Text {
  /** One letter. */
  readonly short?: string;
  /** What the help calls the value; left out where the option takes none. */
  readonly value?: Text;
  readonly multiple?: true;
  readonly default?: string | readonly string[];
  /** What is taken where the option is left out, if that is no fixed word. */
  readonly otherwise?: Text;
}

/** What a command is given: the word or words of an option, whether a flag is there. */
export type Values<O extends Options> = {
  readonly [Name in keyof O]: ValueOf<O[Name]> | (O[Name] extends { default: unknown } ? never : undefined);
};
type ValueOf<O> = O extends { multiple: true }
  ? readonly string[]
  : O extends { value: Text }
    ? string
    : boolean;

/** A command, with its options as types. */
export const command = <const O extends Options>(table: Command<O>): Command<O> => table;

/** The options of a command, and those that every command has: last, and in its own words where it has some. */
export const allOptions = ({ options }: Command): Options => ({ ...options, ...everywhere, ...options });

/** What the help calls a value that is one of some names. */
export const aName: Text = { en: 'NAME', ja: '名前' };
export const aFile: Text = { en: 'FILE', ja: 'ファイル' };
export const aFolder: Text = { en: 'FOLDER', ja: 'フォルダー' };

/** `--lang`, for a command that has more to say about it than the others. */
export const inLanguage = (about: Text): Option => ({
  ...about,
  value: same(languages.join('|')),
  otherwise: { en: 'from the locale', ja: 'ロケールに従う' },
});

const everywhere: Options = {
  lang: inLanguage({ en: 'language of the messages', ja: 'メッセージの言語' }),
  help: { en: 'this text', ja: 'この説明', short: 'h' },
};
