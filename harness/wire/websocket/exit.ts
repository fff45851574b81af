import { randomBytes } from 'node:crypto';
import type { Direction } from '../../protocol/packet.ts';
import { OutgoingFrame } from '../stream/outgoing-frame.ts';
import type { Exit, Piece } from '../stream/pieces.ts';
import type { Outlet } from '../tap/outlet.ts';
import { type FrameHeader, opcodes } from './frame.ts';

/** A frame whose last byte has not come yet. */
interface Coming {
  readonly header: FrameHeader;
  /** Whether it carries MQTT. */
  readonly isMqtt: boolean;
  /** Undefined if its bytes are sent as they come. */
  held: OutgoingFrame | undefined;
}

/** Sends the frames of one direction that a fault may hit, and the packets that the tap inserts. */
export class WebSocketExit implements Exit {
  readonly #direction: Direction;
  readonly #outlet: Outlet;
  /** Frames on the tap in order; the last one may be incomplete. */
  #queue: OutgoingFrame[] = [];
  #coming: Coming | undefined;
  /** The type of an unfinished message. */
  #message: 'text' | 'binary' | undefined;
  /** Bytes received since the queue was last empty. */
  #waiting = 0;

  constructor(direction: Direction, outlet: Outlet) {
    this.#direction = direction;
    this.#outlet = outlet;
  }

  get frozen(): boolean {
    return this.#outlet.frozen;
  }

  get closed(): boolean {
    return this.#outlet.closed;
  }

  /** The approximate number of bytes that wait on the tap. */
  get waiting(): number {
    return this.#waiting;
  }

  /** Begins a frame. @param held the header's original bytes, if the frame waits for a decision */
  begin(header: FrameHeader, isMqtt: boolean, held: Buffer | undefined): void {
    const frame = held && new OutgoingFrame(header, held);
    this.#coming = { header, isMqtt, held: frame };
    if (!frame) return;
    this.#queue.push(frame);
    this.#waiting += held.length;
  }

  /** Adds the next original bytes of a held frame. */
  came(raw: Buffer): void {
    this.#coming?.held?.came(raw);
    this.#waiting += raw.length;
  }

  /** Sends the incomplete frame if it is the next in the queue; true if the rest of it has to follow. */
  release(): boolean {
    this.#flush();
    const front = this.#queue[0];
    if (!front?.decided || !front.asItCame || front !== this.#coming?.held) return false;
    for (const bytes of front.asItCame) this.#outlet.write(bytes);
    this.#queue = [];
    this.#waiting = 0;
    this.#coming.held = undefined;
    return true;
  }

  /** Sends the part of a held frame that has come, as a separate frame. */
  sendPart(): void {
    const coming = this.#coming;
    if (coming?.held) {
      coming.held = coming.held.split();
      this.#queue.push(coming.held);
    }
    this.#flush();
  }

  /** The last byte of the current frame has come. */
  ended(): void {
    const coming = this.#coming;
    if (!coming) return;
    const { fin, opcode } = coming.header;
    this.#coming = undefined;
    if (opcode === opcodes.text) this.#message = 'text';
    if (opcode === opcodes.binary) this.#message = 'binary';
    if (fin && opcode < opcodes.firstControl) this.#message = undefined;
    if (coming.held) coming.held.complete = true;
    this.#flush();
  }

  piece(piece: Piece): void {
    this.#coming?.held?.add(piece);
  }

  settled(): void {
    for (const frame of this.#queue) frame.settle();
    this.#flush();
  }

  insert(packet: Buffer): boolean {
    if (this.#coming) {
      const { held, isMqtt } = this.#coming;
      if (isMqtt) held?.insert(packet);
      return isMqtt && held !== undefined;
    }
    if (this.#message === 'text') return false;
    // An inserted frame inside an unfinished message continues it; otherwise it is a separate message [RFC 6455, 5.4].
    const fin = this.#message === undefined;
    const opcode = fin ? opcodes.binary : opcodes.continuation;
    const mask = this.#direction === 'to-broker' ? randomBytes(4) : undefined;
    const frame = new OutgoingFrame({ fin, opcode, mask });
    frame.insert(packet);
    frame.complete = true;
    this.#queue.push(frame);
    this.#flush();
    return true;
  }

  act(action: () => void): void {
    this.sendPart();
    action();
  }

  /** Sends the rest unchanged, because the stream ended in the middle of a frame. */
  leaveUnfinished(): void {
    this.#flush();
    for (const frame of this.#queue) for (const bytes of frame.leave()) this.#outlet.write(bytes);
    this.#queue = [];
  }

  close(): void {
    this.#queue = [];
    this.#coming = undefined;
  }

  #flush(): void {
    while (this.#queue[0]?.complete && this.#queue[0].decided) {
      for (const bytes of this.#queue.shift()?.leave() ?? []) this.#outlet.write(bytes);
    }
    if (this.#queue.length === 0) this.#waiting = 0;
  }
}
