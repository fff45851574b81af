/** The bytes of a packet, from its first byte and the bytes after the remaining length. */
export function rawPacket(first: number, ...parts: readonly (Uint8Array | readonly number[])[]): Buffer {
  const rest = Buffer.concat(parts.map((part) => Uint8Array.from(part)));
  return Buffer.concat([Buffer.of(first), variableByteInteger(rest.length), rest]);
}

/** [MQTT 5, 1.5.5] */
export function variableByteInteger(value: number): Buffer {
  const bytes: number[] = [];
  for (let left = value; ; left = Math.floor(left / 0x80)) {
    bytes.push(left < 0x80 ? left : (left % 0x80) | 0x80);
    if (left < 0x80) return Buffer.from(bytes);
  }
}

/** The bytes of MQTT 5 properties, with their length in front. */
export function propertyList(...properties: readonly (Uint8Array | readonly number[])[]): Buffer {
  const bytes = Buffer.concat(properties.map((property) => Uint8Array.from(property)));
  return Buffer.concat([variableByteInteger(bytes.length), bytes]);
}

/** A string field: two bytes of length, then the given bytes, which need not be valid UTF-8. */
export function field(content: string | Uint8Array): Buffer {
  const bytes = Buffer.from(content);
  return Buffer.concat([Buffer.of(bytes.length >> 8, bytes.length & 0xff), bytes]);
}
