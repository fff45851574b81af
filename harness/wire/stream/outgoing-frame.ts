import { buildFrame, type FrameHeader, opcodes } from '../websocket/frame.ts';
import type { Piece } from './pieces.ts';

type Shape = Omit<FrameHeader, 'length'>;

/**
 * A WebSocket frame that stays on the tap until it is decided what becomes of the packets in it. It leaves as the
 * bytes it came in, unless something was taken out or put in.
 */
export class OutgoingFrame {
  /** Its last byte is there. */
  complete = false;
  #shape: Shape;
  /** The frame as it came; undefined once it can't leave as such any more. */
  #raw: Buffer[] | undefined;
  readonly #passed: Buffer[] = [];
  /** Pieces of its last packet, which has not been decided about. */
  #undecided: Piece[] = [];

  /** `raw`: its header as it came, if it came. */
  constructor(shape: Shape, raw?: Buffer) {
    this.#shape = shape;
    this.#raw = raw && [raw];
  }

  get decided(): boolean {
    return this.#undecided.length === 0;
  }

  /** The next bytes as they came. */
  came(raw: Buffer): void {
    this.#raw?.push(raw);
  }

  /** The next bytes without mask. */
  add(piece: Piece): void {
    if (piece.verdict === 'undecided') this.#undecided.push(piece);
    else if (piece.verdict === 'pass') this.#passed.push(piece.bytes);
    else this.#raw = undefined;
  }

  /** Pieces that were undecided may have been decided. */
  settle(): void {
    const pieces = this.#undecided;
    this.#undecided = [];
    for (const piece of pieces) this.add(piece);
  }

  /** Bytes of ours. */
  insert(packet: Buffer): void {
    this.#raw = undefined;
    this.#passed.push(packet);
  }

  /** The frame as it came so far, if nothing was taken out or put in. */
  get asItCame(): readonly Buffer[] | undefined {
    return this.#raw;
  }

  /** What leaves in its place; nothing if nothing is left in it and nobody will miss it. */
  leave(): readonly Buffer[] {
    if (this.#raw) return this.#raw;
    const payload = Buffer.concat(this.#passed);
    const isWholeMessage = this.#shape.fin && this.#shape.opcode !== opcodes.continuation;
    return payload.length === 0 && isWholeMessage ? [] : [buildFrame(this.#shape, payload)];
  }

  /**
   * Ends the frame here, so that it can leave, and returns one for the rest. MQTT does not mind where WebSocket
   * messages end [MQTT-6.0.0-2], but a receiver may wait for their end: this frame ends its message.
   */
  split(): OutgoingFrame {
    const rest = new OutgoingFrame({ ...this.#shape, opcode: opcodes.binary });
    this.#shape = { ...this.#shape, fin: true };
    this.#raw = undefined;
    this.complete = true;
    return rest;
  }
}
