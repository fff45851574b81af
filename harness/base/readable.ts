import * as v from 'valibot';
import type { Text } from './text.ts';

/**
 * Schemas of files that a person may have edited, and how they are read. A schema describes each value in both languages, and an
 * error names the place in the file: `labs/03-retain/recording.json.steps[1].at is not a number`.
 */

/** The message for valibot, which takes a string: both languages as JSON. */
export const wanted = (text: Text): string => JSON.stringify(text);
const textIn = (message: string): Text => JSON.parse(message);

const anObject = wanted({ en: 'an object', ja: 'オブジェクト' });
const aList = wanted({ en: 'a list', ja: 'リスト' });
const aNumber = wanted({ en: 'a number', ja: '数' });
const oneIn = (choice: readonly (string | number)[]): string =>
  wanted({ en: `one of ${choice.join(' / ')}`, ja: ` ${choice.join(' / ')} のいずれか` });

export const string = v.string(wanted({ en: 'a string', ja: '文字列' }));
export const boolean = v.boolean(wanted({ en: 'true or false', ja: 'true か false' }));
export const number = v.pipe(v.number(aNumber), v.finite(aNumber));
export const oneOf = <const T extends string>(choice: readonly T[]) => v.picklist(choice, oneIn(choice));
export const exactly = <const T extends string | number>(value: T) =>
  v.literal(value, wanted({ en: String(value), ja: String(value) }));
export const list = <S extends v.GenericSchema>(
  item: S,
): v.GenericSchema<readonly v.InferInput<S>[], readonly v.InferOutput<S>[]> => v.array(item, aList);

/** A field that may be left out. */
export const optional = v.exactOptional;

/** An object. Further fields of the file are left out. */
export const object = <const E extends v.ObjectEntries>(entries: E) =>
  noList(v.object(entries, wantedOf(entries)));

/** An object. Further fields of the file are kept. */
export const openObject = <const E extends v.ObjectEntries>(entries: E) =>
  noList(v.looseObject(entries, wantedOf(entries)));

/** An object with any names, and values of one kind. */
export const record = <S extends v.GenericSchema>(value: S) => noList(v.record(string, value, anObject));

/** Rejects lists, which valibot accepts as objects. */
const noList = <S extends v.GenericSchema>(schema: S): S => ({
  ...schema,
  '~run': (dataset, config) =>
    schema['~run'](Array.isArray(dataset.value) ? { value: undefined } : dataset, config),
});

/** One of several objects, chosen by one of their fields. */
export const either = <const K extends string, const O extends v.VariantOptions<K>>(
  key: K,
  kinds: readonly string[],
  options: O,
) => v.variant(key, options, ({ expected }) => (expected === 'Object' ? anObject : oneIn(kinds)));

/** The description of a missing field is that of its schema. */
const wantedOf =
  (entries: v.ObjectEntries) =>
  ({ expected, path }: v.BaseIssue<unknown>): string => {
    const key = path?.at(-1)?.key;
    const missing = typeof key === 'string' && expected === `"${key}"` ? entries[key] : undefined;
    return missing !== undefined && 'message' in missing && typeof missing.message === 'string'
      ? missing.message
      : anObject;
  };

/** A sentence in both languages. */
export const text = object({ en: string, ja: string });

/** Makes the error for a wrong value in a file. */
export type Complaint<E extends Error> = (where: string, wanted: Text) => E;

/**
 * Reads a value by its schema.
 * @param json the result of `JSON.parse`, not checked yet
 * @param where the name for the error
 * @throws the error that `complaint` makes for the first wrong value
 */
export function read<S extends v.GenericSchema>(
  schema: S,
  json: unknown,
  where: string,
  complaint: Complaint<Error>,
): v.InferOutput<S> {
  const { success, output, issues } = v.safeParse(schema, json, { abortEarly: true });
  if (success) return output;
  const [{ path = [], message }] = issues;
  const place = path.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  throw complaint(where + place.join(''), textIn(message));
}
