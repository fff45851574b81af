/* The Markdown of this repository's pages: the title, and what a page of the book shows by itself. */

export interface Guide {
  readonly title: string;
  readonly body: string;
}

/** The links to the other language and to the next page. The book has both in its frame. */
const LANGUAGES = /^(?:---\n+)?\[(?:日本語|English)\]\([^)]*\.md\).*$/gm;

/** A Markdown page without its title. */
export function guideIn(markdown: string): Guide {
  const [, title = '', body = markdown] = /^# (.+)\n([\s\S]*)$/.exec(markdown) ?? [];
  return { title: title.trim(), body: body.replace(LANGUAGES, '').trim() };
}
