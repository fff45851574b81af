import path from 'node:path';
import type { GenericSchema } from 'valibot';
import { CannotRunError } from '../base/errors.ts';
import { read } from '../base/readable.ts';
import type { Text } from '../base/text.ts';

/**
 * Reads a file of this program, which a person may have edited, and checks it by the schema.
 * @param file its path
 * @throws CannotRunError `not-differences` that says where and what is wrong
 */
export function readOwnFile(schema: GenericSchema, content: string, file: string): unknown {
  const json = jsonIn(content, file);
  read(schema, json, path.basename(file), (where, { en, ja }) =>
    notOurs(file, { en: `${where} is not ${en}`, ja: `${where} が${ja}ではありません` }),
  );
  return json;
}

function jsonIn(content: string, file: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw notOurs(file, { en: 'it is not JSON', ja: 'JSON ではありません' });
  }
}

const notOurs = (file: string, { en, ja }: Text) =>
  new CannotRunError(
    'not-differences',
    {
      en: `${file} is not a file of this program (${en})`,
      ja: `${file} はこのプログラムのファイルではありません(${ja})`,
    },
    { en: 'move it away, or write to another --out', ja: 'どけるか、--out で別の場所を指定してください' },
  );
