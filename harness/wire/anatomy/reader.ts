import { same, type Text } from '../../base/text.ts';
import { quoted } from '../../base/visible.ts';
import { asText, hexadecimal } from '../print/payload.ts';
import type { Bits, Field } from './field.ts';

/** The most columns of a text that are shown, and the most bytes of other data. */
const MOST_CELLS = 60;
const MOST_BYTES = 12;
/** The most bytes of a variable byte integer [MQTT 5, 1.5.5]. */
const LONGEST_INTEGER = 4;

export type Say = (bytes: Uint8Array, isCut: boolean) => Text;

/** Reads a packet from its first byte on, and makes each byte part of one field. Reads nothing after the last byte. */
export class Reader {
  readonly fields: Field[] = [];
  readonly #bytes: Uint8Array;
  /** The size of the whole packet in bytes. */
  readonly #size: number;
  #at = 0;

  constructor(bytes: Uint8Array, size: number) {
    this.#bytes = bytes;
    this.#size = size;
  }

  get at(): number {
    return this.#at;
  }

  /** Whether every given byte has been read. */
  get isOver(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** The number of bytes of the packet that are not read yet, also of those that were not given. */
  get left(): number {
    return this.#size - this.#at;
  }

  /** The next byte, without reading it. */
  peek = (ahead = 0): number | undefined => this.#bytes[this.#at + ahead];

  /** Reads a field of this length. @returns its bytes, if all of them are there */
  take(length: number, name: Text, say: Say, more: Partial<Field> = {}): Uint8Array | undefined {
    if (this.isOver || length === 0) return length === 0 ? new Uint8Array() : undefined;
    const from = this.#at;
    const to = Math.min(from + length, this.#bytes.length);
    const taken = this.#bytes.subarray(from, to);
    const isShort = to - from < length;
    // A field beyond the given bytes may be valid; a field beyond the packet is malformed.
    const isWrong = isShort && from + length > this.#size;
    const isCut = isShort && !isWrong;
    this.#at = to;
    const value = say(taken.subarray(more.prefix ?? 0), isShort);
    this.fields.push({
      from,
      to,
      name,
      value,
      ...(isCut && { isCut }),
      ...(isWrong && { isWrong }),
      ...more,
    });
    return isShort ? undefined : taken;
  }

  byte(name: Text, say: (byte: number) => Text = number): number | undefined {
    return this.take(1, name, ([byte = 0]) => say(byte))?.[0];
  }

  /** Reads a byte of flags. @param parts cuts it into parts, from the highest bit */
  bits(name: Text, parts: (byte: number) => readonly Bits[]): number | undefined {
    const byte = this.peek();
    if (byte === undefined) return undefined;
    this.take(1, name, () => nothing, { bits: parts(byte) });
    return byte;
  }

  /** Reads a number of two or four bytes, the highest byte first. */
  integer(length: 2 | 4, name: Text, say: (value: number) => Text = number): number | undefined {
    const bytes = this.take(length, name, (taken, isCut) => (isCut ? unread : say(bigEndian(taken))));
    return bytes && bigEndian(bytes);
  }

  /** Reads a variable byte integer, with seven bits in each byte. */
  variable(name: Text, say: (value: number) => Text = number): number | undefined {
    let length = 1;
    while (length < LONGEST_INTEGER && (this.peek(length - 1) ?? 0) >= 0x80) length++;
    const bytes = this.take(length, name, (taken, isCut) => (isCut ? unread : say(littleEndian(taken))));
    return bytes && littleEndian(bytes);
  }

  /** Reads text or data after its length in two bytes. */
  long(name: Text, say: Say = text, before = 0): Uint8Array | undefined {
    const [high, low] = [this.peek(before), this.peek(before + 1)];
    const prefix = before + 2;
    const length = high === undefined || low === undefined ? 0 : high * 0x100 + low;
    return this.take(prefix + length, name, say, { prefix })?.subarray(prefix);
  }

  /** Reads the rest of the packet. */
  rest(name: Text, say: Say, more: Partial<Field> = {}): void {
    this.take(this.left, name, say, more);
  }
}

const nothing = same('');
const unread = same('…');
export const number = (value: number): Text => same(String(value));
export const bigEndian = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 0x100 + byte, 0);
export const littleEndian = (bytes: Uint8Array): number =>
  bytes.reduceRight((sum, byte) => sum * 0x80 + (byte & 0x7f), 0);

/** Shows bytes as text if they are UTF-8, otherwise in hexadecimal. */
export const text: Say = (bytes, isCut) => {
  const read = asText(bytes, isCut);
  const shown =
    read === undefined ? `hex ${hexadecimal(bytes, bytes.length, MOST_BYTES)}` : quoted(read, MOST_CELLS);
  return same(isCut && !shown.endsWith('…') ? `${shown}…` : shown);
};
