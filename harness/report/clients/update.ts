import path from 'node:path';
import { CannotRunError } from '../../base/errors.ts';
import { didYouMean } from '../../base/nearest.ts';
import type { Text } from '../../base/text.ts';
import { openBroker, parseBroker } from '../../brokers/index.ts';
import { type FoundClients, findClients } from '../../clients/find.ts';
import { clientNames } from '../../clients/kinds.ts';
import type { ExitCode } from '../../process/program.ts';
import { keptFile, makeFolderOf } from '../generated-files.ts';
import { tellMeasured, writePages } from '../measured-page.ts';
import { type ClientColumn, clientDifferences, withMeasuredClients } from './document.ts';
import { clientsMarkdown } from './markdown.ts';
import { type MeasuredColumn, measureClient } from './measure.ts';
import { questions } from './questions/index.ts';
import { readableClients } from './reading.ts';

export interface Wanted {
  /** Names of clients; undefined: every client on this machine. */
  readonly clients: readonly string[] | undefined;
  readonly folder: string;
  readonly tell: (text: Text) => void;
}

/**
 * Measures clients and rewrites the documents of a folder. Columns of other clients stay unchanged.
 * @throws CannotRunError for every problem that the user can solve
 */
export async function updateClients({ clients: names, folder, tell }: Wanted): Promise<ExitCode> {
  const file = path.join(folder, 'clients.json');
  await makeFolderOf(file);
  const kept = await keptColumns(file);
  const clients = chosen(await findClients(), names, tell);
  const measured: MeasuredColumn[] = [];
  await using broker = await openBroker(parseBroker('embedded'), { report: tell });
  for (const client of clients) {
    const one = await measureClient(client, broker, questions);
    measured.push(one);
    const title = `${client.title} ${client.version}`;
    const notSeen = one.notRun.map(({ question, reason }) => ({ where: `${title}: ${question}`, reason }));
    tellMeasured(title, one.column.cells, notSeen, tell);
  }
  const columns = withMeasuredClients(
    kept,
    measured.map(({ column }) => column),
  );
  await writePages(folder, 'clients', clientDifferences(columns), (language) =>
    clientsMarkdown(columns, questions, language),
  );
  return measured.some(({ notRun }) => notRun.length > 0) ? 2 : 0;
}

async function keptColumns(file: string): Promise<readonly ClientColumn[]> {
  const text = await keptFile(file);
  return text === undefined ? [] : readableClients(text, file).columns;
}

/** @throws CannotRunError for a named client that is not known or not on this machine */
function chosen(
  { here, absent }: FoundClients,
  names: readonly string[] | undefined,
  tell: (text: Text) => void,
) {
  if (names === undefined) {
    for (const { title, missing, advice } of absent)
      tell({ en: `${title}: ${missing.en}: ${advice.en}`, ja: `${title}: ${missing.ja}: ${advice.ja}` });
    return here;
  }
  return names.map((name) => {
    const client = here.find((one) => one.name === name);
    if (client !== undefined) return client;
    const missing = absent.find((one) => one.name === name);
    if (missing !== undefined) throw new CannotRunError('client-not-here', missing.missing, missing.advice);
    throw new CannotRunError(
      'unknown-client',
      { en: `there is no client '${name}'`, ja: `「${name}」というクライアントはありません` },
      didYouMean(name, clientNames),
    );
  });
}
