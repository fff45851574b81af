import { generate, type Packet } from 'mqtt-packet';

/** What a raw client sends: bytes, hexadecimal (`c0 00`), or a packet of mqtt-packet. */
export type Sendable = Uint8Array | string | Packet;

/**
 * The bytes to send. Only mqtt-packet checks them, and only those that it makes.
 * @throws TypeError if a string is not hexadecimal
 * @throws Error of mqtt-packet if it refuses the packet: give it as bytes
 */
export function toBytes(what: Sendable, protocolVersion: number): Buffer {
  if (typeof what === 'string') return fromHexadecimal(what);
  return what instanceof Uint8Array ? Buffer.from(what) : generate(what, { protocolVersion });
}

function fromHexadecimal(text: string): Buffer {
  const digits = text.replace(/\s/g, '');
  if (/[^0-9a-f]/i.test(digits) || digits.length % 2 !== 0) throw new TypeError(`not hexadecimal: ${text}`);
  return Buffer.from(digits, 'hex');
}

/**
 * Cuts bytes into pieces.
 * @param chunks the size of every piece, or of the first pieces; the rest is the last piece
 */
export function inPieces(bytes: Buffer, chunks: number | readonly number[]): Buffer[] {
  const pieces: Buffer[] = [];
  const sizeOf = (index: number) => (typeof chunks === 'number' ? chunks : (chunks[index] ?? bytes.length));
  for (let at = 0; at < bytes.length; ) {
    const size = Math.max(1, sizeOf(pieces.length));
    pieces.push(bytes.subarray(at, at + size));
    at += size;
  }
  return pieces;
}
