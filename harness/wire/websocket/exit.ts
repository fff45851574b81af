import { randomBytes } from 'node:crypto';
import type { Direction } from '../../protocol/packet.ts';
import { OutgoingFrame } from '../stream/outgoing-frame.ts';
import type { Exit, Piece } from '../stream/pieces.ts';
import type { Outlet } from '../tap/outlet.ts';
import { type FrameHeader, opcodes } from './frame.ts';

/** A frame that is still coming. */
interface Coming {
  readonly header: FrameHeader;
  /** It has MQTT in it. */
  readonly isMqtt: boolean;
  /** Undefined if it leaves as it comes. */
  held: OutgoingFrame | undefined;
}

/** The way out for frames of one direction that faults may have an interest in, and for packets of ours. */
export class WebSocketExit implements Exit {
  readonly #direction: Direction;
  readonly #outlet: Outlet;
  /** Frames on the tap, in order; the last may still be coming. */
  #queue: OutgoingFrame[] = [];
  #coming: Coming | undefined;
  /** The message that is to be continued. */
  #message: 'text' | 'binary' | undefined;
  /** Bytes that came since nothing was waiting. */
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

  /** Bytes on the tap, roughly; 0 if none. */
  get waiting(): number {
    return this.#waiting;
  }

  /** A frame begins; `held`: its header as it came, if it stays until it is decided about. */
  begin(header: FrameHeader, isMqtt: boolean, held: Buffer | undefined): void {
    const frame = held && new OutgoingFrame(header, held);
    this.#coming = { header, isMqtt, held: frame };
    if (!frame) return;
    this.#queue.push(frame);
    this.#waiting += held.length;
  }

  /** The next bytes of a frame that is held, as they came. */
  came(raw: Buffer): void {
    this.#coming?.held?.came(raw);
    this.#waiting += raw.length;
  }

  /** Lets go of the frame that is coming if its turn has come; true if its rest has to follow. */
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

  /** Sends on what has come of a frame that is held, as a frame of its own. */
  sendPart(): void {
    const coming = this.#coming;
    if (coming?.held) {
      coming.held = coming.held.split();
      this.#queue.push(coming.held);
    }
    this.#flush();
  }

  /** The frame that was coming is complete. */
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
    // A frame of ours inside a message goes on with it; else it is a message of its own [RFC 6455, 5.4].
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

  /** What is still here leaves as it is: the stream has ended in the middle of a frame. */
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
