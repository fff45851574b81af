import { CannotRunError } from '../../base/errors.ts';
import type { Text } from '../../base/text.ts';

type Found<K extends string, T> = { readonly [name in K]?: T };

/** What is thrown where something in a file is not what was wanted. */
export type Complaint = (where: string, wanted: Text) => CannotRunError;

/** A JSON object of unknown origin, read field by field; each complaint says where it stands. */
export class JsonFields {
  readonly where: string;
  readonly #object: Readonly<Record<string, unknown>>;
  readonly #complaint: Complaint;

  /** @param complaint what to throw where it is not what was wanted; says that the recording is not readable */
  constructor(json: unknown, where: string, complaint: Complaint = notReadable) {
    this.where = where;
    this.#complaint = complaint;
    if (typeof json !== 'object' || json === null || Array.isArray(json))
      throw complaint(where, { en: 'an object', ja: 'オブジェクト' });
    this.#object = json as Record<string, unknown>;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#object, name) && this.#object[name] !== undefined;
  }

  names(): string[] {
    return Object.keys(this.#object);
  }

  raw(name: string): unknown {
    return this.has(name) ? this.#object[name] : undefined;
  }

  string(name: string): string {
    const value = this.raw(name);
    return typeof value === 'string' ? value : this.refuse(name, { en: 'a string', ja: '文字列' });
  }

  number(name: string): number {
    return this.#number(this.raw(name), name);
  }

  boolean(name: string): boolean {
    const value = this.raw(name);
    return typeof value === 'boolean'
      ? value
      : this.refuse(name, { en: 'true or false', ja: 'true か false' });
  }

  oneOf<T extends string>(name: string, choice: readonly T[]): T {
    const value = this.raw(name);
    return (
      choice.find((word) => word === value) ??
      this.refuse(name, { en: `one of ${choice.join(' / ')}`, ja: ` ${choice.join(' / ')} のいずれか` })
    );
  }

  object(name: string): JsonFields {
    return this.#inside(this.raw(name), name);
  }

  objects(name: string): JsonFields[] {
    return this.#list(name).map((item, index) => this.#inside(item, `${name}[${index}]`));
  }

  strings(name: string): string[] {
    return this.#list(name).map((item) =>
      typeof item === 'string' ? item : this.refuse(name, { en: 'strings', ja: '文字列' }),
    );
  }

  numbers(name: string): number[] {
    return this.#list(name).map((item) => this.#number(item, name));
  }

  /** Those of the names that are there, each read by `read`. */
  found<K extends string, T>(names: readonly K[], read: (fields: this, name: K) => T): Found<K, T> {
    const there = names.filter((name) => this.has(name)).map((name) => [name, read(this, name)]);
    return Object.fromEntries(there) as Found<K, T>;
  }

  refuse(name: string, wanted: Text): never {
    throw this.#complaint(`${this.where}.${name}`, wanted);
  }

  #inside(json: unknown, name: string): JsonFields {
    return new JsonFields(json, `${this.where}.${name}`, this.#complaint);
  }

  #list(name: string): readonly unknown[] {
    const value = this.raw(name);
    return Array.isArray(value) ? value : this.refuse(name, { en: 'a list', ja: 'リスト' });
  }

  #number(value: unknown, name: string): number {
    return typeof value === 'number' && Number.isFinite(value)
      ? value
      : this.refuse(name, { en: 'a number', ja: '数' });
  }
}

const notReadable: Complaint = (where, wanted) =>
  new CannotRunError(
    'recording-not-readable',
    {
      en: `the recording is not readable, ${where} is not ${wanted.en}`,
      ja: `記録を読めません。${where} が${wanted.ja}ではありません`,
    },
    { en: 'run the lab again to record it again', ja: 'ラボをもう一度実行して記録し直してください' },
  );
