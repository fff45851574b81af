/** The words of an id: `retain.late-subscriber` has three. */
export const wordsOf = (id: string): string[] => id.split(/[.-]/);

/** Whether a word after `--only` means this id: it begins with the word, or contains it. */
export const isNamedBy = (id: string, word: string): boolean =>
  id.startsWith(word) || wordsOf(id).includes(word);
