import { languageFrom } from '../../base/language.ts';
import type { Language } from '../../base/text.ts';

/** The options that a person would have to type again. */
interface Chosen {
  readonly broker: string;
  readonly language: Language;
}

/** The options of a command that stay the same in the next one, e.g. ` --broker mosquitto --lang ja`. Never a password or a signature. */
export function repeatedOptions({ broker, language }: Chosen): string {
  const isUsual = broker === 'embedded' || broker.includes('@');
  const isSpoken = language === languageFrom(undefined, process.env);
  // A query may be a signature.
  const [address = '', query] = broker.split('?');
  const shown = query === undefined ? address : `'${address}?…'`;
  return `${isUsual ? '' : ` --broker ${shown}`}${isSpoken ? '' : ` --lang ${language}`}`;
}

/** Adds such options to a command of npm, e.g. `npm run lab 04`. */
export const withOptions = (command: string, options: string): string =>
  options === '' || command.includes(' -- ') ? `${command}${options}` : `${command} --${options}`;
