import { readFileSync } from 'node:fs';

/** The text of a deck, without the byte order mark that some editors write before it. */
export const readSource = (deck: string): string => withoutMark(readFileSync(deck, 'utf8'));

export const withoutMark = (text: string): string => text.replace(/^\u{feff}/u, '');
