/** A packet by hand: its first byte and what comes after the remaining length, at most 127 bytes. */
export function rawPacket(first: number, ...parts: readonly (Uint8Array | readonly number[])[]): Buffer {
  const rest = Buffer.concat(parts.map((part) => Uint8Array.from(part)));
  if (rest.length > 127) throw new RangeError(`${rest.length} bytes want a longer remaining length`);
  return Buffer.concat([Buffer.of(first, rest.length), rest]);
}

/** A UTF-8 encoded string field: two bytes of length, then what is given, well-formed or not. */
export function field(content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.of(bytes.length >> 8, bytes.length & 0xff), bytes]);
}
