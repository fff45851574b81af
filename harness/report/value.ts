import { printable, visible } from '../base/visible.ts';

/** What was expected or seen, on one line: JSON, with no character in it that would do something to the text around it. */
export const shownValue = (value: unknown, width?: number): string =>
  visible(JSON.stringify(value) ?? String(value), width);

/** As {@link shownValue}, and a word without its quotes. */
export const shownWord = (value: unknown, width?: number): string =>
  typeof value === 'string' ? visible(value, width) : shownValue(value, width);

/** Text that may come from outside, on one line, without what would hide or turn around the text beside it. */
export const onOneLine = (text: string): string => printable(text, Number.POSITIVE_INFINITY);
