/** Percent-decodes; returns the input if it is not valid encoding, such as a literal `%` in a password. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
