import path from 'node:path';
import { CannotRunError } from '../../base/errors.ts';
import type { Language, Text } from '../../base/text.ts';
import { nameAndVersion } from '../../brokers/identity/name-and-version.ts';
import { openBroker, parseBroker, testedBrokers } from '../../brokers/index.ts';
import { specObservations } from '../../claims/observations/index.ts';
import { interruptibly } from '../../lab/terminal/on-chosen-broker.ts';
import { type ExitCode, errorLine } from '../../process/program.ts';
import { protocolName } from '../../protocol/statements.ts';
import { keptFile, makeFolderOf } from '../generated-files.ts';
import { tellMeasured, writePages } from '../measured-page.ts';
import { type Column, columnsOf, differences, withMeasured } from './document.ts';
import { differencesMarkdown } from './markdown.ts';
import { type Measured, measure } from './measure.ts';
import { readableDifferences } from './reading.ts';

export interface Wanted {
  /** Names or URLs of brokers; undefined: every broker that can be started here. */
  readonly brokers: readonly string[] | undefined;
  readonly folder: string;
  readonly language: Language;
  readonly tell: (text: Text) => void;
}

/**
 * Measures brokers and rewrites the documents of a folder. Columns of other brokers stay unchanged.
 * @throws CannotRunError for every problem that the user can solve
 */
export async function updateDifferences({ brokers, folder, language, tell }: Wanted): Promise<ExitCode> {
  await makeFolderOf(path.join(folder, 'differences.json'));
  const kept = await keptColumns(folder);
  const measured: Measured[] = [];
  for (const word of brokers ?? testedBrokers) {
    try {
      measured.push(await measureOn(word, tell));
    } catch (error) {
      // A broker that the user named must start.
      if (brokers !== undefined || !(error instanceof CannotRunError) || error.code === 'interrupted')
        throw error;
      process.stderr.write(`${word}: ${errorLine(error, language)}\n`);
    }
  }
  const columns = withMeasured(
    kept,
    measured.map(({ column }) => column),
  );
  const document = differences(specObservations, columns);
  await writePages(folder, 'differences', document, (page) => differencesMarkdown(document, page));
  return measured.some(({ notRun }) => notRun.length > 0) ? 2 : 0;
}

async function measureOn(word: string, tell: (text: Text) => void): Promise<Measured> {
  await using broker = await openBroker(parseBroker(word), { report: tell });
  const measured = await interruptibly((signal) => measure(broker, specObservations, { signal }));
  const title = nameAndVersion(broker);
  const notSeen = measured.notRun.map(({ observation, protocolVersion, reason }) => ({
    where: `${title}, ${protocolName(protocolVersion)}: ${observation.id}`,
    reason,
  }));
  tellMeasured(title, measured.column.cells, notSeen, tell);
  return measured;
}

async function keptColumns(folder: string): Promise<Column[]> {
  const file = path.join(folder, 'differences.json');
  const text = await keptFile(file);
  return text === undefined ? [] : columnsOf(readableDifferences(text, file));
}
