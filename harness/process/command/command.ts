import { languages, same, type Text } from '../../base/text.ts';
import type { ExitCode } from '../program.ts';

/**
 * A command as data: parsing, suggestions and `--help` come from this one table. The layout of the help is made here, because no
 * library (commander, yargs, citty) writes it in two languages, one of them with characters that are two columns wide. The text
 * says what the command does. In every text of the help, a line that begins with two spaces is printed unchanged.
 */
export interface Command<O extends Options = Options> extends Text {
  /** The command line, e.g. `npm run verify`. */
  readonly name: string;
  /** The word that may follow the options, e.g. `LAB`; left out if there is none. */
  readonly word?: Text;
  /** Any number of such words may be given. */
  readonly several?: true;
  /** A program and its arguments after the options, which are not parsed; left out if there is none. */
  readonly program?: Text;
  /** The advice for a word too many. */
  readonly tooMany?: Text;
  readonly options: O;
  readonly notes?: readonly Text[];
  readonly exitCodes?: Readonly<Partial<Record<ExitCode, Text>>>;
  /** Names of the environment variables that the command reads. */
  readonly environment?: readonly string[];
}

/** Options by their long name. */
export type Options = Readonly<Record<string, Option>>;

/** The text says what the option does. */
export interface Option extends Text {
  /** The short form, one letter. */
  readonly short?: string;
  /** The name of the value in the help; left out if the option takes none. */
  readonly value?: Text;
  readonly multiple?: true;
  readonly default?: string | readonly string[];
  /** The default in words, if it is not a fixed value. */
  readonly otherwise?: Text;
}

/** The values of a command's options: one or more words, or whether a flag is given. */
export type Values<O extends Options> = {
  readonly [Name in keyof O]: ValueOf<O[Name]> | (O[Name] extends { default: unknown } ? never : undefined);
};
type ValueOf<O> = O extends { multiple: true }
  ? readonly string[]
  : O extends { value: Text }
    ? string
    : boolean;

/** Declares a command, with its options as types. */
export const command = <const O extends Options>(table: Command<O>): Command<O> => table;

/** The options of a command, and after them those of every command, unless the command describes these itself. */
export const allOptions = ({ options }: Command): Options => ({ ...options, ...everywhere, ...options });

/** The name in the help for a value that is a name. */
export const aName: Text = { en: 'NAME', ja: '名前' };
export const aFile: Text = { en: 'FILE', ja: 'ファイル' };
export const aFolder: Text = { en: 'FOLDER', ja: 'フォルダー' };

/** The option `--lang` of a command that describes it further. */
export const inLanguage = (about: Text): Option => ({
  ...about,
  value: same(languages.join('|')),
  otherwise: { en: 'from the locale', ja: 'ロケールに従う' },
});

const everywhere: Options = {
  lang: inLanguage({ en: 'language of the messages', ja: 'メッセージの言語' }),
  help: { en: 'this text', ja: 'この説明', short: 'h' },
};
