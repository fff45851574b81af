import path from 'node:path';
import * as v from 'valibot';
import { CannotRunError } from '../../base/errors.ts';
import {
  exactly,
  list,
  number,
  oneOf,
  openObject,
  optional,
  read,
  string,
  text,
  wanted,
} from '../../base/readable.ts';
import type { Text } from '../../base/text.ts';
import type { Differences } from './document.ts';

const aWord = wanted({ en: 'a word or a number', ja: '文字列か数' });
const named = { version: optional(string) };
const answer = openObject({
  broker: string,
  ...named,
  protocolVersion: number,
  seen: v.union([string, number], aWord),
  answer: text,
});
const noAnswer = openObject({ broker: string, ...named, protocolVersion: number, reason: text });

/** All that tables are made of; a file may hold more. */
const schema = openObject({
  format: oneOf(['mqtt-hands-on-differences']),
  version: exactly(1),
  brokers: list(openObject({ name: string, ...named, origin: text, measuredAt: string })),
  observations: list(
    openObject({
      id: string,
      says: text,
      protocolVersions: list(number),
      settings: openObject({}),
      values: list(
        v.lazy((value) =>
          typeof value === 'object' && value !== null && 'reason' in value ? noAnswer : answer,
        ),
      ),
    }),
  ),
});

/**
 * `differences.json` as a file that anybody may have edited: all that tables are made of is there and of its kind.
 * @param file its path
 * @throws CannotRunError `not-differences` that says where and what is wrong
 */
export function readableDifferences(content: string, file: string): Differences {
  const json = jsonIn(content, file);
  read(schema, json, path.basename(file), (where, { en, ja }) =>
    notDifferences(file, { en: `${where} is not ${en}`, ja: `${where} が${ja}ではありません` }),
  );
  return json as Differences;
}

function jsonIn(content: string, file: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw notDifferences(file, { en: 'it is not JSON', ja: 'JSON ではありません' });
  }
}

const notDifferences = (file: string, { en, ja }: Text) =>
  new CannotRunError(
    'not-differences',
    {
      en: `${file} is not a file of this program (${en})`,
      ja: `${file} はこのプログラムのファイルではありません(${ja})`,
    },
    { en: 'move it away, or write to another --out', ja: 'どけるか、--out で別の場所を指定してください' },
  );
