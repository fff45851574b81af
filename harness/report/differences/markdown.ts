import { code, ownSentence, prose, table } from '../../base/markdown.ts';
import type { Language } from '../../base/text.ts';
import { brokerTitle, titleOf } from '../../brokers/identity/title.ts';
import { testedBrokers } from '../../brokers/kinds.ts';
import { protocolName } from '../../protocol/statements.ts';
import { themedPage } from '../measured-page.ts';
import type { Differences, MeasuredBroker, ObservedRow, ObservedValue } from './document.ts';
import { page, themes } from './words.ts';

/** A column of the page: a broker that was measured, or one that was not yet. */
type PageColumn = MeasuredBroker | { readonly name: string };

/** The page in one language, with a table for each theme. */
export function differencesMarkdown(document: Differences, language: Language): string {
  const shown = columns(document);
  return themedPage(
    {
      words: page,
      introductions: shown.map((column) => introduction(column, language)),
      themes,
      rows: document.observations,
      table: (rows) => tableOf(rows, shown, language),
    },
    language,
  );
}

function columns({ brokers }: Differences): PageColumn[] {
  const missing = testedBrokers.filter((name) => !brokers.some((broker) => broker.name === name));
  return [...brokers, ...missing.map((name) => ({ name }))];
}

function introduction(column: PageColumn, language: Language): string {
  if (!('origin' in column)) return `**${titleOf(column.name)}**: ${page.notMeasured[language]}`;
  const { origin, measuredAt } = column;
  return `**${brokerTitle(column)}**: ${origin[language]} (${measuredAt})`;
}

function tableOf(rows: readonly ObservedRow[], shown: readonly PageColumn[], language: Language): string[] {
  const heads = shown.map((column) =>
    'version' in column && column.version
      ? `${titleOf(column.name)}<br>${column.version}`
      : titleOf(column.name),
  );
  return table(
    [page.question[language], ...heads, page.decides[language]],
    rows.map((row) => [
      question(row, language),
      ...shown.map((column) => cell(row, column, language)),
      settings(row),
    ]),
  );
}

function question({ id, says, protocolVersions, values }: ObservedRow, language: Language): string {
  const [only, ...others] = protocolVersions;
  const under = only !== undefined && others.length === 0 ? ` (${protocolName(only)})` : '';
  return `${differs(values) ? '≠ ' : ''}${ownSentence(says[language])}${under}<br>${code(id)}`;
}

/** Whether two brokers answer differently under the same protocol version. */
function differs(values: readonly ObservedValue[]): boolean {
  const byVersion = Map.groupBy(values, ({ protocolVersion }) => protocolVersion);
  const seenIn = (group: readonly ObservedValue[]) =>
    group.flatMap((value) => ('seen' in value ? value.seen : []));
  return [...byVersion.values()].some((group) => new Set(seenIn(group)).size > 1);
}

const wordOf = (value: ObservedValue): string => JSON.stringify('seen' in value ? value.seen : value.reason);

/** One answer if it is the same under both protocol versions, otherwise both. */
function cell({ values }: ObservedRow, column: PageColumn, language: Language): string {
  const version = 'version' in column ? column.version : undefined;
  const own = values.filter((value) => value.broker === column.name && value.version === version);
  const [first] = own;
  if (first === undefined) return '—';
  if (own.every((value) => wordOf(value) === wordOf(first))) return answer(first, language);
  return own
    .map((value) => `${protocolName(value.protocolVersion)}: ${answer(value, language)}`)
    .join('<br>');
}

const answer = (value: ObservedValue, language: Language): string =>
  'seen' in value ? ownSentence(value.answer[language]) : `*${prose(value.reason[language])}*`;

const settings = ({ settings: byBroker }: ObservedRow): string =>
  Object.entries(byBroker)
    .map(([name, { setting, link }]) => `${titleOf(name)} [${code(setting)}](${link})`)
    .join('<br>');
