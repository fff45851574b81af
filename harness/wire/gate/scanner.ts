import { Framer } from '../stream/framer.ts';
import { FrameReader, masked, opcodes } from '../websocket/frame.ts';
import { HttpHead, isUpgrade } from '../websocket/upgrade.ts';

/** How far a scanner came in a chunk. */
export interface Scanned {
  /** The offset reached. */
  readonly end: number;
  /** The bytes before `end` end a packet: its first bytes, and its size. */
  readonly packet?: { readonly head: Buffer; readonly size: number };
  /** The bytes before `end`, and those before this chunk, need no decision. */
  readonly isFree?: true;
}

/** Finds the ends of MQTT packets in the bytes from a client. */
export interface Scanner {
  /** Reads from the beginning of a chunk to the end of the next packet, or to its own end. */
  scan(chunk: Buffer): Scanned;
}

/** Bytes kept of one packet. All fields of a PUBLISH are known from them but the rest of its payload. */
const HEAD = 64 * 1024;

/** MQTT over TCP. */
export class TcpScanner implements Scanner {
  readonly #framer = new Framer();
  #head: Buffer[] = [];
  #kept = 0;

  scan(chunk: Buffer): Scanned {
    if (this.#framer.broken !== undefined) return { end: chunk.length, isFree: true };
    const end = this.#framer.advance(chunk, 0);
    // No broker can find a packet in what follows.
    if (this.#framer.broken !== undefined) return { end: chunk.length, isFree: true };
    if (this.#kept < HEAD) {
      const part = chunk.subarray(0, Math.min(end, HEAD - this.#kept));
      this.#head.push(part);
      this.#kept += part.length;
    }
    if (!this.#framer.complete) return { end };
    const head = Buffer.concat(this.#head);
    this.#head = [];
    this.#kept = 0;
    return { end, packet: { head, size: this.#framer.size ?? head.length } };
  }
}

/** MQTT in WebSocket frames, behind the HTTP request. */
export class WebSocketScanner implements Scanner {
  readonly #mqtt = new TcpScanner();
  readonly #frames = new FrameReader();
  #head: HttpHead | undefined = new HttpHead('GET ');
  #isFree = false;
  #isBinary = false;

  scan(chunk: Buffer): Scanned {
    if (this.#isFree) return { end: chunk.length, isFree: true };
    if (this.#head !== undefined) return this.#request(chunk, this.#head);
    if (this.#frames.complete || this.#frames.header === undefined) return this.#header(chunk);
    return this.#payload(chunk, this.#frames.header);
  }

  #request(chunk: Buffer, head: HttpHead): Scanned {
    const taken = head.take(chunk);
    if (taken === undefined || (head.complete && !isUpgrade(head.bytes))) {
      this.#isFree = true;
      return { end: chunk.length, isFree: true };
    }
    if (head.complete) this.#head = undefined;
    return { end: taken, isFree: true };
  }

  #header(chunk: Buffer): Scanned {
    const end = this.#frames.advance(chunk, 0);
    if (this.#frames.broken !== undefined) this.#isFree = true;
    const { header } = this.#frames;
    if (header?.opcode === opcodes.text) this.#isBinary = false;
    if (header?.opcode === opcodes.binary) this.#isBinary = true;
    return this.#carriesMqtt || header === undefined ? { end } : { end, isFree: true };
  }

  #payload(chunk: Buffer, { mask, length }: { readonly mask: Buffer | undefined; readonly length: number }) {
    const { seen } = this.#frames;
    const bytes = chunk.subarray(0, length - seen);
    if (!this.#carriesMqtt) {
      return { end: this.#frames.advance(bytes, 0), isFree: true } as const;
    }
    const scanned = this.#mqtt.scan(mask ? masked(bytes, mask, seen) : bytes);
    this.#frames.advance(chunk.subarray(0, scanned.end), 0);
    return scanned;
  }

  /** Whether the current frame carries MQTT. */
  get #carriesMqtt(): boolean {
    const { header } = this.#frames;
    return header !== undefined && header.opcode < opcodes.firstControl && this.#isBinary;
  }
}
