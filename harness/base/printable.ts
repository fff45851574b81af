/**
 * Text that came from outside, fit for one line of a terminal: no control characters, no direction marks that
 * could move the cursor or turn the line around, at most `length` characters.
 */
export function printable(text: string, length: number): string {
  const clean = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cs}]/gu, '·');
  const characters = [...clean];
  return characters.length <= length ? clean : `${characters.slice(0, length - 1).join('')}…`;
}
