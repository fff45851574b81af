import { code, ownSentence, prose, table } from '../../base/markdown.ts';
import { type Language, same, type Text } from '../../base/text.ts';
import { answerText } from '../../claims/spec-observation.ts';
import { protocolName } from '../../protocol/statements.ts';
import { headings } from '../headings.ts';
import { themedPage } from '../measured-page.ts';
import type { ClientCell, ClientColumn } from './document.ts';
import type { Question } from './questions/question.ts';
import { clientsPage, clientThemes } from './words.ts';

/** The page in one language, with a table for each theme. */
export const clientsMarkdown = (
  columns: readonly ClientColumn[],
  questions: readonly Question[],
  language: Language,
): string =>
  themedPage(
    {
      words: clientsPage,
      introductions: columns.map(
        ({ client: { title, version, measuredAt } }) => `**${title} ${version}** (${measuredAt})`,
      ),
      themes: clientThemes,
      rows: questions,
      table: (rows) => tableOf(rows, columns, language),
    },
    language,
  );

function tableOf(
  questions: readonly Question[],
  columns: readonly ClientColumn[],
  language: Language,
): string[] {
  const heads = columns.map(({ client: { title, version } }) => `${title}<br>${version}`);
  return table(
    [headings.question[language], ...heads],
    questions.map((question) => [
      `${differs(question, columns) ? '≠ ' : ''}${ownSentence(question.says[language])}<br>${code(question.id)}`,
      ...columns.map(({ cells }) => cell(question, cells, language)),
    ]),
  );
}

/** Whether two clients differ, under the same protocol version unless they chose it. */
function differs({ id }: Question, columns: readonly ClientColumn[]): boolean {
  const own = columns.flatMap(({ cells }) => cells.filter(({ question }) => question === id));
  const byVersion = Map.groupBy(own, ({ protocolVersion }) => protocolVersion);
  return [...byVersion.values()].some(
    (group) => new Set(group.flatMap(({ seen }) => (seen === undefined ? [] : [kindOf(seen)]))).size > 1,
  );
}

/** Compares delays by their kind, because they never agree to a tenth of a second. */
const kindOf = (seen: string | number): string | number =>
  typeof seen === 'string' && /^[\d., ]+$/.test(seen)
    ? seen
        .split(', ')
        .map((number) => Math.round(Number(number)))
        .join()
    : seen;

/** One answer if it is the same under both protocol versions, otherwise both. */
function cell(question: Question, cells: readonly ClientCell[], language: Language): string {
  const own = cells.filter((one) => one.question === question.id);
  const [first] = own;
  if (first === undefined) return '—';
  const answers = own.map((one) => answer(question, one, language));
  if (new Set(answers).size === 1) return answers[0] ?? '—';
  return own
    .map(({ protocolVersion }, index) => [protocolVersion && protocolName(protocolVersion), answers[index]])
    .map((parts) => parts.filter(Boolean).join(': '))
    .join('<br>');
}

function answer(question: Question, { seen, reason }: ClientCell, language: Language): string {
  if (seen === undefined) return `*${prose(reason?.[language] ?? '')}*`;
  return ownSentence(wordsFor(question, seen)[language]);
}

function wordsFor({ words, unit, inWords = same }: Question, seen: string | number): Text {
  if (typeof seen === 'string' && words?.[seen] === undefined) return inWords(seen);
  return answerText({ ...(words && { words }), ...(unit && { unit }) }, seen);
}
