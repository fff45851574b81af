/** The languages of every sentence that a user reads. */
export const languages = ['en', 'ja'] as const;
export type Language = (typeof languages)[number];

/** One sentence in every language, together in the source so that no language is forgotten. */
export type Text = Readonly<Record<Language, string>>;

/** A text that is the same in every language: a name, a number, a packet. */
export const same = (text: string): Text => ({ en: text, ja: text });

/** A sentence in one language stands for both. */
export const asText = (text: Text | string): Text => (typeof text === 'string' ? same(text) : text);
