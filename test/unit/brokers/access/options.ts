import { accessOptions } from '../../../../harness/brokers/access/options.ts';
import { readAccess, type Wanted } from '../../../../harness/brokers/access/read.ts';
import { command } from '../../../../harness/process/command/command.ts';
import { parse } from '../../../../harness/process/command/parse.ts';

const table = command({ name: 'test', en: '', ja: '', options: accessOptions });

/** What the words of a command line say about a running broker. */
export const wanted = (...words: readonly string[]): Wanted | undefined =>
  readAccess(parse(words, table).values);
