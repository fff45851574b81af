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
import type { ClientDifferences } from './document.ts';

const aWord = wanted({ en: 'a word or a number', ja: '文字列か数' });

/** All fields that tables need; a file may have more. */
const schema = openObject({
  format: oneOf(['mqtt-hands-on-clients']),
  version: exactly(1),
  columns: list(
    openObject({
      client: openObject({ name: string, title: string, version: string, measuredAt: string }),
      cells: list(
        openObject({
          question: string,
          protocolVersion: optional(number),
          seen: optional(v.union([string, number], aWord)),
          reason: optional(text),
        }),
      ),
    }),
  ),
});

/**
 * Reads `clients.json`, which a person may have edited.
 * @param file its path
 * @throws CannotRunError `not-differences` that says where and what is wrong
 */
export const readableClients = (content: string, file: string): ClientDifferences =>
  readOwnFile(schema, content, file) as ClientDifferences;
