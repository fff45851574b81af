/** The languages every sentence a person reads exists in. */
export const languages = ['en', 'ja'] as const;
export type Language = (typeof languages)[number];

/** One sentence in every language, kept together in the source so that neither side is forgotten. */
export type Text = Readonly<Record<Language, string>>;

/** The same characters in every language: names, numbers, packets. */
export const same = (text: string): Text => ({ en: text, ja: text });

/** A sentence in one language stands for both. */
export const asText = (text: Text | string): Text => (typeof text === 'string' ? same(text) : text);
