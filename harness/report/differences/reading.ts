import * as v from 'valibot';
import {
  exactly,
  list,
  number,
  oneOf,
  openObject,
  optional,
  string,
  text,
  wanted,
} from '../../base/readable.ts';
import { readOwnFile } from '../own-file.ts';
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

/** All fields that tables need; a file may have more. */
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
 * Reads `differences.json`, which a person may have edited.
 * @param file its path
 * @throws CannotRunError `not-differences` that says where and what is wrong
 */
export const readableDifferences = (content: string, file: string): Differences =>
  readOwnFile(schema, content, file) as Differences;
