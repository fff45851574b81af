/** Frame types [RFC 6455, 5.2]; those from 8 on are control frames. */
export const opcodes = { continuation: 0, text: 1, binary: 2, firstControl: 8, close: 8 } as const;

/** The decoded header of a WebSocket frame. */
export interface FrameHeader {
  /** Whether this is the last frame of its message. */
  readonly fin: boolean;
  readonly opcode: number;
  /** The four bytes that mask the payload; only frames from clients have them. */
  readonly mask: Buffer | undefined;
  /** Bytes of the payload. */
  readonly length: number;
}

/**
 * Finds where WebSocket frames begin and end in a byte stream, in chunks of any size. Each step is within a header or within a
 * payload.
 */
export class FrameReader {
  /** Undefined until the header is complete. */
  header: FrameHeader | undefined;
  /** The header's bytes so far. */
  raw = Buffer.alloc(0);
  /** Bytes of the payload so far. */
  seen = 0;
  /** Why no more frames can be found. */
  broken: string | undefined;

  /** Whether the last byte of the frame has come; true before the first frame. */
  get complete(): boolean {
    return this.header ? this.seen === this.header.length : this.raw.length === 0;
  }

  /** Reads from offset `from` to the end of the header, the payload or the chunk. @returns the offset reached */
  advance(chunk: Buffer, from: number): number {
    if (this.complete) {
      this.header = undefined;
      this.raw = Buffer.alloc(0);
      this.seen = 0;
    }
    if (this.header) {
      const step = Math.min(this.header.length - this.seen, chunk.length - from);
      this.seen += step;
      return from + step;
    }
    let at = from;
    while (!this.header && this.broken === undefined && at < chunk.length) {
      const wanted = headerSize(this.raw) - this.raw.length;
      const bytes = chunk.subarray(at, at + wanted);
      at += bytes.length;
      this.raw = Buffer.concat([this.raw, bytes]);
      if (this.raw.length === headerSize(this.raw)) this.#readHeader();
    }
    return at;
  }

  #readHeader(): void {
    const first = this.raw.readUInt8(0);
    const length = payloadLength(this.raw);
    // The tap allows no extensions, so reserved bits have no meaning [RFC 6455, 5.2].
    if (first & 0x70) this.broken = 'WebSocket frame with reserved bits';
    else if (!Number.isSafeInteger(length)) this.broken = 'WebSocket frame of more than 2^53 bytes';
    else {
      const mask = this.raw.readUInt8(1) & 0x80 ? this.raw.subarray(-4) : undefined;
      this.header = { fin: (first & 0x80) !== 0, opcode: first & 0x0f, mask, length };
    }
  }
}

/** The size of the header in bytes, as far as its first bytes say. */
function headerSize(raw: Buffer): number {
  if (raw.length < 2) return 2;
  const second = raw.readUInt8(1);
  const extended = (second & 0x7f) === 126 ? 2 : (second & 0x7f) === 127 ? 8 : 0;
  return 2 + extended + (second & 0x80 ? 4 : 0);
}

function payloadLength(raw: Buffer): number {
  const short = raw.readUInt8(1) & 0x7f;
  if (short === 126) return raw.readUInt16BE(2);
  return short === 127 ? raw.readUInt32BE(2) * 2 ** 32 + raw.readUInt32BE(6) : short;
}

/** Makes a frame with this payload, masked if the header has a mask. */
export function buildFrame({ fin, opcode, mask }: Omit<FrameHeader, 'length'>, payload: Buffer): Buffer {
  const { length } = payload;
  const extended = length < 126 ? 0 : length < 0x10000 ? 2 : 8;
  const header = Buffer.alloc(2 + extended);
  header.writeUInt8((fin ? 0x80 : 0) | opcode, 0);
  header.writeUInt8((mask ? 0x80 : 0) | (extended === 0 ? length : extended === 2 ? 126 : 127), 1);
  if (extended === 2) header.writeUInt16BE(length, 2);
  if (extended === 8) header.writeBigUInt64BE(BigInt(length), 2);
  return mask ? Buffer.concat([header, mask, masked(payload, mask, 0)]) : Buffer.concat([header, payload]);
}

/** A copy with the mask applied or removed. @param offset the position of these bytes in the payload of the frame */
export function masked(bytes: Buffer, mask: Buffer, offset: number): Buffer {
  const result = Buffer.allocUnsafe(bytes.length);
  for (let at = 0; at < bytes.length; at++) {
    result[at] = (bytes[at] ?? 0) ^ (mask[(offset + at) & 3] ?? 0);
  }
  return result;
}
