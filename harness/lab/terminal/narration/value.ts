/** A value as JSON in one line, with spaces at which the line may be broken if it is long. */
export function valueWords(value: unknown): string {
  const short = String(JSON.stringify(value));
  if (short.length <= SHORT) return short;
  return String(JSON.stringify(value, null, 1)).replace(/\n */g, ' ');
}

/** Characters of a value that fits into one line. */
const SHORT = 60;
