import { quoted } from '../../base/visible.ts';

/** The most bytes of a character in UTF-8. */
const LONGEST_CHARACTER = 4;

/**
 * The bytes as text; undefined if they are not UTF-8.
 * @param cut whether the payload goes on after them; then an incomplete last character is left out
 */
export function asText(bytes: Uint8Array, cut: boolean): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: cut });
  } catch {
    return undefined;
  }
}

/** Bytes in hexadecimal, two digits each; `…` where there are more. */
export function hexadecimal(bytes: Uint8Array, total: number, most: number): string {
  const digits = [...bytes.subarray(0, most)].map((byte) => byte.toString(16).padStart(2, '0'));
  if (total > most) digits.push('…');
  return digits.join(' ');
}

/**
 * A payload in one line: quoted text, or hexadecimal if it is not UTF-8. Control characters are escaped.
 * @param payload the first bytes of the payload
 * @param total bytes of the whole payload
 * @param width maximum width between the quotes, in columns
 */
export function visiblePayload(payload: Uint8Array, total: number, width: number): string {
  const kept = payload.subarray(0, LONGEST_CHARACTER * (width + 1));
  const cut = kept.length < total;
  const text = asText(kept, cut);
  if (text === undefined) return `hex ${hexadecimal(kept, total, Math.max(1, Math.floor(width / 3)))}`;
  const shown = quoted(text, width);
  return cut && !shown.endsWith('…') ? `${shown}…` : shown;
}
