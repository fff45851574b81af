import * as v from 'valibot';
import { list, read, record, string, text, wanted } from '../../base/readable.ts';
import { same, type Text } from '../../base/text.ts';
import { brokenFigure } from './broken-figure.ts';

/** The texts of a figure by the English words of its template. */
export type Texts = ReadonlyMap<string, Text>;

/** A plain string is the same in every language. */
const entry = v.union([string, text], wanted({ en: 'a string or { en, ja }', ja: '文字列か { en, ja }' }));
const schema = record(list(entry));

/**
 * The table of texts: figure → its texts.
 * @param content JSON; a person may have edited it
 * @throws CannotRunError `broken-figure`
 */
export function readTexts(content: string): ReadonlyMap<string, Texts> {
  const table = read(schema, jsonIn(content), 'texts.json', (where, { en, ja }) =>
    brokenFigure(
      { en: `${where} is not ${en}`, ja: `${where} が${ja}ではありません` },
      { en: 'see the entries beside it', ja: '前後の書き方に合わせてください' },
    ),
  );
  return new Map(
    Object.entries(table).map(([figure, entries]) => [
      figure,
      byEnglish(
        figure,
        entries.map((entry) => (typeof entry === 'string' ? same(entry) : entry)),
      ),
    ]),
  );
}

function byEnglish(figure: string, entries: readonly Text[]): Texts {
  const texts = new Map<string, Text>();
  for (const entry of entries) {
    if (texts.has(entry.en)) throw twice(figure, entry.en);
    texts.set(entry.en, entry);
  }
  return texts;
}

function jsonIn(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw brokenFigure(
      { en: `texts.json is not JSON (${message})`, ja: `texts.json が JSON ではありません(${message})` },
      { en: 'look for a missing comma or quote', ja: 'カンマや引用符の抜けを確かめてください' },
    );
  }
}

const twice = (figure: string, words: string) =>
  brokenFigure(
    {
      en: `texts.json has “${words}” twice for ${figure}`,
      ja: `texts.json の ${figure} に「${words}」が 2 つあります`,
    },
    { en: 'keep one of them', ja: '1 つだけ残してください' },
  );
