import path from 'node:path';
import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';
import { JsonFields } from '../../wire/trace/json.ts';
import type { Differences } from './document.ts';

/**
 * `differences.json` as a file that anybody may have edited: all that tables are made of is there and of its kind.
 * @param file its path
 * @throws CannotRunError `not-differences` that says where and what is wrong
 */
export function readableDifferences(text: string, file: string): Differences {
  const json = jsonIn(text, file);
  const document = new JsonFields(json, path.basename(file), (where, wanted) =>
    notDifferences(file, { en: `${where} is not ${wanted.en}`, ja: `${where} が${wanted.ja}ではありません` }),
  );
  document.oneOf('format', ['mqtt-hands-on-differences']);
  if (document.number('version') !== 1) document.refuse('version', { en: '1', ja: ' 1 ' });
  for (const broker of document.objects('brokers')) {
    requireName(broker, 'name');
    requireText(broker, 'origin');
    broker.string('measuredAt');
  }
  for (const observation of document.objects('observations')) {
    observation.string('id');
    requireText(observation, 'says');
    observation.numbers('protocolVersions');
    observation.object('settings');
    observation.objects('values').forEach(requireValue);
  }
  return json as Differences;
}

function requireValue(value: JsonFields): void {
  requireName(value, 'broker');
  value.number('protocolVersion');
  const isAnswer = !value.has('reason');
  if (isAnswer && !['string', 'number'].includes(typeof value.raw('seen'))) value.refuse('seen', aWord);
  requireText(value, isAnswer ? 'answer' : 'reason');
}

function requireName(fields: JsonFields, name: string): void {
  fields.string(name);
  if (fields.has('version')) fields.string('version');
}

function requireText(fields: JsonFields, name: string): void {
  const text = fields.object(name);
  text.string('en');
  text.string('ja');
}

const aWord: Text = { en: 'a word or a number', ja: '文字列か数' };

function jsonIn(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
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
