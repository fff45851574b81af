import { buildFrame, type FrameHeader, opcodes } from '../websocket/frame.ts';
import type { Piece } from './pieces.ts';

type Shape = Omit<FrameHeader, 'length'>;

/**
 * A WebSocket frame that stays on the tap until it is clear which faults hit the packets in it. It is sent with its original bytes
 * unless a packet was removed or inserted.
 */
export class OutgoingFrame {
  /** Whether its last byte has come. */
  complete = false;
  #shape: Shape;
  /** The original bytes; undefined once a packet was removed or inserted. */
  #raw: Buffer[] | undefined;
  readonly #passed: Buffer[] = [];
  /** Pieces of its last packet, which a fault may still hit. */
  #undecided: Piece[] = [];

  /** @param raw the header's original bytes, if the frame has any */
  constructor(shape: Shape, raw?: Buffer) {
    this.#shape = shape;
    this.#raw = raw && [raw];
  }

  get decided(): boolean {
    return this.#undecided.length === 0;
  }

  /** Adds the next original bytes. */
  came(raw: Buffer): void {
    this.#raw?.push(raw);
  }

  /** Adds the next unmasked bytes. */
  add(piece: Piece): void {
    if (piece.verdict === 'undecided') this.#undecided.push(piece);
    else if (piece.verdict === 'pass') this.#passed.push(piece.bytes);
    else this.#raw = undefined;
  }

  /** Takes over undecided pieces that have been decided since. */
  settle(): void {
    const pieces = this.#undecided;
    this.#undecided = [];
    for (const piece of pieces) this.add(piece);
  }

  /** Adds a packet that the tap inserts. */
  insert(packet: Buffer): void {
    this.#raw = undefined;
    this.#passed.push(packet);
  }

  /** The original bytes so far, if no packet was removed or inserted. */
  get asItCame(): readonly Buffer[] | undefined {
    return this.#raw;
  }

  /** The bytes to send; none if the frame is now empty and no part of its message depends on it. */
  leave(): readonly Buffer[] {
    if (this.#raw) return this.#raw;
    const payload = Buffer.concat(this.#passed);
    const isWholeMessage = this.#shape.fin && this.#shape.opcode !== opcodes.continuation;
    return payload.length === 0 && isWholeMessage ? [] : [buildFrame(this.#shape, payload)];
  }

  /**
   * Ends the frame here, so that it can be sent, and returns a frame for the rest. A packet may cross WebSocket messages
   * [MQTT-6.0.0-2], but a receiver may wait for the end of a message, so this frame ends its message.
   */
  split(): OutgoingFrame {
    const rest = new OutgoingFrame({ ...this.#shape, opcode: opcodes.binary });
    this.#shape = { ...this.#shape, fin: true };
    this.#raw = undefined;
    this.complete = true;
    return rest;
  }
}
