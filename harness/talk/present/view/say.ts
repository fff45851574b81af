import type { Language, Text } from '../../../base/text.ts';

const language: Language = document.documentElement.lang === 'ja' ? 'ja' : 'en';

/** The sentence in the page's language. */
export const say = (text: Text): string => text[language];

/** The day something was recorded, as a person writes it. */
export const day = (iso: string): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date(iso));

export { language };
