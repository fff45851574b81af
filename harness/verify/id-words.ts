/** The words of an id: `retain.late-subscriber` has three. */
export const wordsOf = (id: string): string[] => id.split(/[.-]/);

/** Whether what stands after `--only` means this id: the id begins with it, or contains it as a word or several in a row. */
export const isNamedBy = (id: string, named: string): boolean =>
  id.startsWith(named) || `.${wordsOf(id).join('.')}.`.includes(`.${wordsOf(named).join('.')}.`);
