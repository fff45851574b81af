import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as v from 'valibot';
import { code, escapeMarkdown, prose, table } from '../../base/markdown.ts';
import type { Language, Text } from '../../base/text.ts';
import { repositoryRoot } from '../../process/repository-root.ts';
import { type CellVerdict, signs } from '../../report/cell-verdict.ts';
import { type MatrixFile, matrixSchema, type ResultInFile } from '../../report/schema.ts';
import { inBoth, type Page } from '../content.ts';

/** Where `npm run verify -- --out reports` writes it. */
const FILE = 'reports/matrix.json';

/** The matrix of the last run on this machine, or how to make one. */
export function matrixPage(file = path.join(repositoryRoot, FILE)): Page {
  const matrix = matrixIn(file);
  return {
    path: 'matrix',
    title: words.title,
    body: matrix === undefined ? words.none : inBoth((language) => drawMatrix(matrix, language)),
  };
}

/** Undefined where there is none, or one of another version. */
function matrixIn(file: string): MatrixFile | undefined {
  try {
    const { success, output } = v.safeParse(matrixSchema, JSON.parse(readFileSync(file, 'utf8')));
    return success && output.subject === undefined ? output : undefined;
  } catch {
    return undefined;
  }
}

function drawMatrix({ startedAt, brokers, claims, results }: MatrixFile, language: Language): string {
  const columns = brokers.flatMap(({ label, protocols = [] }) =>
    protocols.map((protocol) => ({ label, protocol })),
  );
  const cells = new Map(
    results.map((result) => [keyOf(result.claim, result.broker, result.protocol), result]),
  );
  const cell = (claim: string, label: string, protocol: string) => {
    const result = cells.get(keyOf(claim, label, protocol));
    if (result === undefined) return '';
    const { mark, word } = signs[verdictOf(result)];
    return `${mark} ${word[language]}`;
  };
  const head = [
    words.claim[language],
    ...columns.map(({ label, protocol }) => `${escapeMarkdown(label)}<br>MQTT ${protocol}`),
  ];
  const themes = Map.groupBy(claims, ({ id }) => id.split('.')[0] ?? '');
  const sections = Array.from(themes, ([theme, own]) => {
    const rows = own.map(({ id, title }) => [
      `${prose(title[language])}<br>${code(id)}`,
      ...columns.map(({ label, protocol }) => cell(id, label, protocol)),
    ]);
    return `## ${theme}\n\n${table(head, rows).join('\n')}`;
  });
  const listed = brokers.map(
    ({ label, origin, notStarted }) =>
      `- **${escapeMarkdown(label)}**: ${prose((notStarted ?? origin)?.[language] ?? '')}`,
  );
  return [words.measured(startedAt)[language], listed.join('\n'), ...sections].join('\n\n');
}

const keyOf = (...parts: readonly string[]): string => parts.join('\n');

function verdictOf(result: ResultInFile): CellVerdict {
  if (result.result === 'broken') return result.deviation !== undefined && !result.news ? 'known' : 'broken';
  if (result.result === 'not-run') return result.leftOut ? 'left-out' : 'not-run';
  return result.result;
}

const words = {
  title: { en: 'Claims on brokers', ja: '主張とブローカーの表' },
  claim: { en: 'Claim', ja: '主張' },
  none: {
    en: 'When this book was built, there was no matrix. Make one, and build the book again:\n\n```\nnpm run verify -- --broker mosquitto --broker embedded --out reports\nnpm run book\n```',
    ja: 'このブックを作ったときには、表がありませんでした。次のコマンドで表を作ってから、ブックを作り直してください。\n\n```\nnpm run verify -- --broker mosquitto --broker embedded --out reports\nnpm run book\n```',
  },
  measured: (startedAt: string): Text => ({
    en: `Measured by \`npm run verify\` in the run of ${startedAt}.`,
    ja: `\`npm run verify\` で測った結果です(${startedAt} の実行)。`,
  }),
} as const;
