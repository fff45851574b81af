import { readFileSync } from 'node:fs';
import path from 'node:path';
import { ownSentence, table } from '../../base/markdown.ts';
import { didYouMean } from '../../base/nearest.ts';
import type { Language, Text } from '../../base/text.ts';
import { brokerTitle } from '../../brokers/identity/title.ts';
import { repositoryRoot } from '../../process/repository-root.ts';
import { protocolName } from '../../protocol/statements.ts';
import type { Differences, MeasuredBroker, ObservedRow } from '../../report/differences/document.ts';
import { readableDifferences } from '../../report/differences/reading.ts';
import { brokenAt, type Place } from '../deck/place.ts';

const FILE = 'docs/differences.json';

/** @throws CannotRunError `broken-deck` if the file does not exist */
function readDifferences(place: Place): Differences {
  try {
    return readableDifferences(readFileSync(path.join(repositoryRoot, FILE), 'utf8'), FILE);
  } catch {
    throw brokenAt(
      place,
      { en: `${FILE} cannot be read`, ja: `${FILE} を読めません` },
      { en: 'make it with npm run differences', ja: 'npm run differences で作ってください' },
    );
  }
}

/**
 * A table of observations with a column for each broker, in its newest version unless one is named. Observations and
 * brokers without any answer are left out.
 * @param what `mosquitto@2.0.22,emqx id,id`
 */
export function differences(
  what: string,
  place: Place,
  language: Language,
  measured: Differences = readDifferences(place),
): string[] {
  const [names = '', ids = ''] = what.split(/\s+/);
  const asked = ids.split(',').map((id) => observed(id, measured, place));
  const brokers = names
    .split(',')
    .map((name) => named(name, measured, place))
    .filter((broker) => asked.some((observation) => cell(observation, broker, language) !== undefined));
  const rows = asked
    .map((observation) => [
      observation.says[language],
      ...brokers.map((broker) => cell(observation, broker, language)),
    ])
    .filter(([, ...cells]) => cells.some((text) => text !== undefined));
  return table(
    [heading[language], ...brokers.map(brokerTitle)],
    rows.map((cells) => cells.map((text = NOT_MEASURED) => ownSentence(text))),
  );
}

const heading: Text = { en: 'What differs', ja: '違うところ' };
const NOT_MEASURED = '―';

const newestFirst = (a = '', b = ''): number => b.localeCompare(a, 'en', { numeric: true });

/** @param what a broker, `mosquitto` or `mosquitto@2.0.22` */
function named(what: string, { brokers }: Differences, place: Place): MeasuredBroker {
  const [name = '', version] = what.split('@');
  const versions = brokers.filter((broker) => broker.name === name);
  const [latest] = versions.toSorted((a, b) => newestFirst(a.version, b.version));
  const found = version === undefined ? latest : versions.find((broker) => broker.version === version);
  if (found !== undefined) return found;
  if (version !== undefined && latest !== undefined) throw notMeasured(name, version, versions, place);
  throw brokenAt(
    place,
    { en: `${FILE} has no broker "${name}"`, ja: `${FILE} に「${name}」というブローカーはありません` },
    didYouMean(
      name,
      brokers.map((broker) => broker.name),
      noneYet,
    ),
  );
}

function observed(id: string, { observations }: Differences, place: Place): ObservedRow {
  const found = observations.find((observation) => observation.id === id);
  if (found !== undefined) return found;
  throw brokenAt(
    place,
    { en: `${FILE} has no observation "${id}"`, ja: `${FILE} に「${id}」という観察はありません` },
    didYouMean(
      id,
      observations.map((observation) => observation.id),
      noneYet,
    ),
  );
}

const notMeasured = (name: string, version: string, versions: readonly MeasuredBroker[], place: Place) =>
  brokenAt(
    place,
    { en: `${FILE} has no ${name} ${version}`, ja: `${FILE} に ${name} ${version} はありません` },
    didYouMean(
      version,
      versions.flatMap((broker) => broker.version ?? []),
    ),
  );

const noneYet = { none: { en: 'it has none yet', ja: 'まだ 1 つもありません' } };

/** The answer, by protocol version if the answers differ; undefined if there is none. */
function cell(
  { values }: ObservedRow,
  { name, version }: MeasuredBroker,
  language: Language,
): string | undefined {
  const seen = values.filter((value) => value.broker === name && value.version === version);
  const answers = seen.flatMap((value) =>
    'answer' in value ? [{ answer: value.answer[language], under: protocolName(value.protocolVersion) }] : [],
  );
  const [first] = answers;
  if (answers.every(({ answer }) => answer === first?.answer)) return first?.answer;
  return answers.map(({ answer, under }) => `${under}: ${answer}`).join(' / ');
}
