import type { Language, Text } from '../base/text.ts';

/** A page of the book, in both languages. */
export interface Page {
  /** Its path in the book, e.g. `labs/03-retain`; empty: the first page. */
  readonly path: string;
  readonly title: Text;
  /** Its Markdown without a title. HTML in it must be on one line, because a blank line would end it. */
  readonly body: Text;
  /** The lab that can be run on it. */
  readonly lab?: string;
}

/** Pages under one heading of the sidebar. */
export interface Chapter {
  readonly title: Text;
  readonly pages: readonly Page[];
}

/** Calls the function for each language. */
export const inBoth = (made: (language: Language) => string): Text => ({ en: made('en'), ja: made('ja') });
