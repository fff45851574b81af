import { accessOptions } from '../../../../harness/brokers/access/options.ts';
import { readAccess, type Wanted } from '../../../../harness/brokers/access/read.ts';
import { command } from '../../../../harness/process/command/command.ts';
import { parse } from '../../../../harness/process/command/parse.ts';

/** A command has options of its own, too. */
const port = { en: '', ja: '', value: { en: '', ja: '' } };
const table = command({ name: 'test', en: '', ja: '', options: { port, ...accessOptions } });

/** What the words of a command line say about a running broker, with these variables set. */
export const wantedIn = (
  environment: Readonly<Record<string, string>>,
  ...words: readonly string[]
): Wanted | undefined => readAccess(parse(words, table).values, environment);

/** The same, with none set. */
export const wanted = (...words: readonly string[]): Wanted | undefined => wantedIn({}, ...words);
