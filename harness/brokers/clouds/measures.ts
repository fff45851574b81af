/** The size of a field in bytes: a text in UTF-8, or bytes. 0 for anything else, as for a property that was given twice. */
export const sizeOf = (field: unknown): number =>
  typeof field === 'string' || Buffer.isBuffer(field) ? Buffer.byteLength(field) : 0;

/** The levels of a topic or filter; `a/b` has 2. */
export const levelsOf = (topic: string): number => topic.split('/').length;
