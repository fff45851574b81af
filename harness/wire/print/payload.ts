import { quoted } from '../../base/visible.ts';

/** UTF-8 takes at most 4 bytes a character. */
const LONGEST_CHARACTER = 4;

/**
 * The bytes as text; undefined if they are not UTF-8.
 * @param cut more bytes followed: a last character that is not all there is left out
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
 * A payload in one line: quoted text, or hexadecimal if it is not UTF-8. Nothing in it can reach the terminal as a
 * control character.
 * @param payload its first bytes
 * @param total bytes of the whole payload
 * @param width cells for what stands between the quotes
 */
export function visiblePayload(payload: Uint8Array, total: number, width: number): string {
  const kept = payload.subarray(0, LONGEST_CHARACTER * (width + 1));
  const cut = kept.length < total;
  const text = asText(kept, cut);
  if (text === undefined) return `hex ${hexadecimal(kept, total, Math.max(1, Math.floor(width / 3)))}`;
  const shown = quoted(text, width);
  return cut && !shown.endsWith('…') ? `${shown}…` : shown;
}
