/**
 * Finds where MQTT control packets begin and end in a byte stream, in chunks of any size: a fixed header, then as many bytes as
 * its remaining length says [MQTT 5, 2.1]. Keeps no bytes.
 */
export class Framer {
  /** The packet's first byte: type in the upper four bits, flags in the lower. */
  first = 0;
  /** Bytes of the packet, fixed header included; undefined until its remaining length is there. */
  size: number | undefined;
  /** Bytes of the packet so far. */
  seen = 0;
  /** Whether the last byte of the packet has come; true before the first packet. */
  complete = true;
  /** Why no more packets can be found. */
  broken: string | undefined;
  #remaining = 0;
  #multiplier = 1;

  /** Reads from offset `from` to the end of the packet or the chunk, or to an error. @returns the offset reached */
  advance(chunk: Uint8Array, from: number): number {
    let at = from;
    if (this.complete) {
      this.first = chunk[at++] ?? 0;
      this.size = undefined;
      this.seen = 1;
      this.complete = false;
      this.#remaining = 0;
      this.#multiplier = 1;
      // Type 0 is forbidden [MQTT 5, table 2-1], so the bytes after it cannot be split into packets.
      if (this.first < 0x10) {
        this.broken = 'packet type 0';
        return at;
      }
    }
    while (this.size === undefined && at < chunk.length) at = this.#length(chunk[at] ?? 0, at);
    if (this.size !== undefined && this.broken === undefined) {
      const step = Math.min(this.size - this.seen, chunk.length - at);
      at += step;
      this.seen += step;
      this.complete = this.seen === this.size;
    }
    return at;
  }

  /** Skips that many bytes of the current packet. */
  skip(bytes: number): void {
    this.seen += bytes;
    this.complete = this.seen === this.size;
  }

  /** One byte of the remaining length: seven bits each, the lowest first [MQTT 5, 1.5.5]. */
  #length(byte: number, at: number): number {
    this.seen++;
    this.#remaining += (byte & 0x7f) * this.#multiplier;
    this.#multiplier *= 0x80;
    if (byte < 0x80) this.size = this.seen + this.#remaining;
    else if (this.seen === 5) {
      this.broken = 'remaining length of more than 4 bytes';
      this.size = this.seen;
    }
    return at + 1;
  }
}
