import type { RuleName } from './table.ts';

/**
 * Reads the fields of a packet for the rules. After the first offence, and after the end of the given bytes, every read returns
 * undefined.
 */
export class Cursor {
  /** The first rule that the packet breaks. */
  broken: RuleName | undefined;
  readonly #bytes: Buffer;
  readonly #end: number;
  readonly #tooShort: RuleName;
  #at: number;

  /**
   * @param end the offset after the last byte of what is read, which may be beyond the given bytes
   * @param tooShort broken by a field that goes on after `end`
   */
  constructor(bytes: Buffer, at: number, end: number, tooShort: RuleName) {
    this.#bytes = bytes;
    this.#at = at;
    this.#end = end;
    this.#tooShort = tooShort;
  }

  /** Bytes up to the end. */
  get left(): number {
    return this.#end - this.#at;
  }

  /** Whether there is something to read. */
  get goesOn(): boolean {
    return this.broken === undefined && this.#at < Math.min(this.#end, this.#bytes.length);
  }

  /** Notes that the packet breaks this rule, unless it breaks another one before. */
  must(holds: boolean, rule: RuleName): void {
    if (!holds) this.broken ??= rule;
  }

  /** The next bytes; undefined if they are not there. */
  take(length: number): Buffer | undefined {
    if (this.broken !== undefined) return;
    const end = this.#at + length;
    if (end > this.#end) this.broken = this.#tooShort;
    if (end > this.#end || end > this.#bytes.length) {
      this.#at = this.#end;
      return;
    }
    const taken = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return taken;
  }

  byte(): number | undefined {
    return this.take(1)?.readUInt8();
  }

  two(): number | undefined {
    return this.take(2)?.readUInt16BE();
  }

  /** Data after its length in two bytes. */
  data(): Buffer | undefined {
    const length = this.two();
    return length === undefined ? undefined : this.take(length);
  }

  /** A text, which must be UTF-8 without U+0000. */
  text(): string | undefined {
    const bytes = this.data();
    if (bytes === undefined) return;
    this.must(isWellFormed(bytes), 'illFormed');
    this.must(!bytes.includes(0), 'nullCharacter');
    return bytes.toString();
  }

  /** A variable byte integer, in as few bytes as possible [MQTT-1.5.5-1]. */
  variable(): number | undefined {
    let value = 0;
    for (let place = 0; place < 4; place++) {
      const byte = this.byte();
      if (byte === undefined) return;
      value += (byte & 0x7f) * 0x80 ** place;
      if (byte < 0x80) {
        this.must(place === 0 || byte > 0, 'integerTooLong');
        return value;
      }
    }
    this.must(false, 'integerTooLong');
    return;
  }

  /** A cursor for the next bytes, which are skipped here. */
  part(length: number, tooShort: RuleName): Cursor {
    const part = new Cursor(this.#bytes, this.#at, Math.min(this.#at + length, this.#end), tooShort);
    this.#at += length;
    return part;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function isWellFormed(bytes: Buffer): boolean {
  try {
    decoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
