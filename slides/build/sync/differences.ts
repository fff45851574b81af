import { readFileSync } from 'node:fs';
import path from 'node:path';
import { brokerTitle } from '../../../harness/brokers/title.ts';
import type { Language, Text } from '../../../harness/text.ts';
import { didYouMean } from '../nearest.ts';
import { brokenAt, type Place } from '../place.ts';
import { repositoryRoot } from '../repository.ts';

/** docs/differences.json: what brokers do where the specification leaves it open. */
export interface Differences {
  readonly format: 'mqtt-hands-on-differences';
  readonly version: 1;
  readonly brokers: readonly { readonly name: string; readonly version: string }[];
  readonly observations: readonly Observed[];
}

interface Observed {
  readonly id: string;
  readonly says: Text;
  readonly values: readonly Value[];
}

interface Value {
  readonly broker: string;
  readonly version: string;
  readonly protocolVersion: 4 | 5;
  readonly seen?: unknown;
  /** Why nothing was seen. */
  readonly reason?: unknown;
}

const FILE = 'docs/differences.json';

/** @throws CannotRunError `broken-deck` where it is not there */
export function readDifferences(place: Place): Differences {
  try {
    return JSON.parse(readFileSync(path.join(repositoryRoot, FILE), 'utf8'));
  } catch {
    throw brokenAt(
      place,
      { en: `${FILE} cannot be read`, ja: `${FILE} を読めません` },
      { en: 'make it with npm run observe', ja: 'npm run observe で作ってください' },
    );
  }
}

/**
 * A table of observations, a column a broker, in its newest version. Left out is what was not measured: an observation
 * that no broker has, a broker without any of them.
 * @param what `mosquitto,emqx id,id`
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
    .map((name) => newest(name, measured, place))
    .filter((broker) => asked.some((observation) => cell(observation, broker, language) !== undefined));
  const rows = asked
    .map((observation) => [
      observation.says[language],
      ...brokers.map((broker) => cell(observation, broker, language)),
    ])
    .filter(([, ...cells]) => cells.some((text) => text !== undefined));
  return [
    row([heading[language], ...brokers.map(brokerTitle)]),
    row(['---', ...brokers.map(() => '---')]),
  ].concat(rows.map(row));
}

const heading: Text = { en: 'What differs', ja: '違い' };
const yes: Text = { en: 'yes', ja: 'はい' };
const no: Text = { en: 'no', ja: 'いいえ' };
const NOT_MEASURED = '―';

type Broker = Differences['brokers'][number];

function newest(name: string, { brokers }: Differences, place: Place): Broker {
  const versions = brokers.filter((broker) => broker.name === name);
  const [latest] = versions.toSorted((a, b) => b.version.localeCompare(a.version, 'en', { numeric: true }));
  if (latest !== undefined) return latest;
  throw brokenAt(
    place,
    { en: `${FILE} has no broker "${name}"`, ja: `${FILE} に「${name}」というブローカーはありません` },
    didYouMean(
      name,
      brokers.map((broker) => broker.name),
      { en: 'it has none yet', ja: 'まだ 1 つもありません' },
    ),
  );
}

function observed(id: string, { observations }: Differences, place: Place): Observed {
  const found = observations.find((observation) => observation.id === id);
  if (found !== undefined) return found;
  throw brokenAt(
    place,
    { en: `${FILE} has no observation "${id}"`, ja: `${FILE} に「${id}」という観察はありません` },
    didYouMean(
      id,
      observations.map((observation) => observation.id),
      { en: 'it has none yet', ja: 'まだ 1 つもありません' },
    ),
  );
}

/** What was seen, by protocol version where that makes a difference; undefined where nothing was. */
function cell({ values }: Observed, { name, version }: Broker, language: Language): string | undefined {
  const seen = values.filter(
    (value) => value.broker === name && value.version === version && 'seen' in value,
  );
  const words = seen.map((value) => inWords(value.seen, language));
  if (new Set(words).size <= 1) return words[0];
  return seen
    .map(({ protocolVersion }, index) => `${protocolVersion === 4 ? '3.1.1' : '5'}: ${words[index]}`)
    .join(' / ');
}

function inWords(seen: unknown, language: Language): string {
  if (typeof seen === 'boolean') return (seen ? yes : no)[language];
  return typeof seen === 'string' ? seen : JSON.stringify(seen);
}

const row = (cells: readonly (string | undefined)[]): string =>
  `| ${cells.map((text = NOT_MEASURED) => text.replaceAll(/[|\\]/g, '\\$&').replaceAll('\n', ' ')).join(' | ')} |`;
