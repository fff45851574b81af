import { printable, visible } from '../base/visible.ts';

/** An expected or seen value on one line, as JSON without control characters. */
export const shownValue = (value: unknown, width?: number): string =>
  visible(JSON.stringify(value) ?? String(value), width);

/** Like {@link shownValue}, with a word without quotes. */
export const shownWord = (value: unknown, width?: number): string =>
  typeof value === 'string' ? visible(value, width) : shownValue(value, width);

/** A text from outside on one line, without characters that hide or reverse the text beside it. */
export const onOneLine = (text: string): string => printable(text, Number.POSITIVE_INFINITY);
