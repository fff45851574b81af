import type { Text } from '../../base/text.ts';

/** One thing that a cloud's makers document. It was read, not measured. */
export interface Fact<T> {
  readonly value: T;
  /** The page that says it. */
  readonly page: string;
  /** The year and month in which the page was read, as `2026-11`. */
  readonly read: string;
  /** The date of the copy that was read, if it is older and known: a year, a month or a day. */
  readonly copyFrom?: string;
  /** True if the page itself was not read, only copies of its table or quotes of it. */
  readonly asQuoted?: true;
  /** What speaks against it: the page contradicts itself, or an older one says something else. */
  readonly doubt?: Text;
}

type Source = Pick<Fact<unknown>, 'page' | 'read' | 'copyFrom' | 'asQuoted'>;
type More = Pick<Fact<unknown>, 'doubt'> & { readonly anchor?: string };

/** The facts of one page: takes a value, and the anchor on the page. */
export const readOn =
  (source: Source) =>
  <const T>(value: T, { anchor, ...more }: More = {}): Fact<T> => ({
    value,
    ...source,
    ...(anchor !== undefined && { page: `${source.page}#${anchor}` }),
    ...more,
  });
