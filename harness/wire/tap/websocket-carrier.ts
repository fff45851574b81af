import type { Direction } from '../../protocol/packet.ts';
import { PacketStream } from '../stream/packet-stream.ts';
import type { StreamContext } from '../stream/stream-context.ts';
import { WebSocketExit } from '../websocket/exit.ts';
import { FrameReader, masked, opcodes } from '../websocket/frame.ts';
import type { Carrier } from './carrier.ts';
import type { Outlet } from './outlet.ts';

/** The most bytes that wait. With more, a frame with several packets is sent in parts. */
const maximumWaiting = 256 * 1024;

/** How many bytes are unmasked at a time. */
const unmaskAtOnce = 8 * 1024;

/**
 * One direction of MQTT in WebSocket frames. While no fault is armed, frames are sent before they are read; otherwise each waits
 * until it is clear which faults hit its packets.
 */
export class WebSocketCarrier implements Carrier {
  readonly stream: PacketStream;
  readonly #outlet: Outlet;
  readonly #exit: WebSocketExit;
  readonly #reader = new FrameReader();
  readonly #direction: Direction;
  readonly #context: StreamContext;
  /** Whether the bytes of the current frame so far have been sent. */
  #left = false;
  /** Whether the current frame carries MQTT. */
  #isMqtt = false;
  /** Whether the current message is binary. */
  #isBinary = false;
  /** The first bytes of a close frame, which are its status code. */
  #status = Buffer.alloc(0);

  constructor(direction: Direction, context: StreamContext, outlet: Outlet) {
    this.#direction = direction;
    this.#context = context;
    this.#outlet = outlet;
    this.#exit = new WebSocketExit(direction, outlet);
    this.stream = new PacketStream(direction, context, this.#exit);
  }

  push(chunk: Buffer): void {
    const headerIsHere = !this.#left && !this.#reader.complete;
    if (this.stream.engaged || this.#exit.waiting > 0 || headerIsHere) {
      this.#outlet.together(() => this.#read(chunk, true));
    } else {
      this.#outlet.write(chunk);
      this.#read(chunk, false);
    }
  }

  end(done: () => void): void {
    this.stream.end(() => {
      this.#exit.leaveUnfinished();
      if (!this.#left && !this.#reader.header) this.#outlet.write(this.#reader.raw);
      done();
    });
  }

  close(): void {
    this.#exit.close();
    this.stream.close();
  }

  /** @param emitting whether the chunk still has to be sent */
  #read(chunk: Buffer, emitting: boolean): void {
    let at = 0;
    while (at < chunk.length && this.#reader.broken === undefined) {
      if (this.#reader.complete) this.#left = !emitting;
      const isHeader = this.#reader.complete || !this.#reader.header;
      const end = this.#reader.advance(chunk, at);
      const bytes = chunk.subarray(at, end);
      at = end;
      if (this.#left && emitting) this.#outlet.write(bytes);
      if (this.#reader.broken !== undefined) this.#giveUp(this.#reader.broken);
      else if (!isHeader) this.#payload(bytes);
      else if (this.#reader.header) this.#begin();
      if (this.#reader.header && this.#reader.complete) this.#end();
    }
    if (emitting) this.#outlet.write(chunk.subarray(at));
  }

  #begin(): void {
    const { header, raw } = this.#reader;
    if (!header) return;
    const { opcode } = header;
    if (opcode === opcodes.text || opcode === opcodes.binary) this.#isBinary = opcode === opcodes.binary;
    this.#isMqtt = opcode < opcodes.firstControl && this.#isBinary;
    if (opcode === opcodes.text && this.#context.tellsCarrier) {
      this.#context.note('text-message', this.#direction, 'MQTT-6.0.0-1');
    }
    this.#status = Buffer.alloc(0);
    this.#exit.begin(header, this.#isMqtt, this.#left ? undefined : raw);
    this.#release();
  }

  #payload(bytes: Buffer): void {
    if (!this.#left) this.#exit.came(bytes);
    if (this.#isMqtt) this.#pushMqtt(bytes);
    const { header, seen } = this.#reader;
    if (header?.opcode === opcodes.close && this.#status.length < 2) {
      const plain = header.mask ? masked(bytes, header.mask, seen - bytes.length) : bytes;
      this.#status = Buffer.concat([this.#status, plain]).subarray(0, 2);
    }
    this.#release();
  }

  /** Sends a frame that no fault can hit any more, as its bytes come. */
  #release(): void {
    const { header, seen } = this.#reader;
    if (this.#left || !header) return;
    const rest = header.length - seen;
    if (rest > 0 && (!this.#isMqtt || this.stream.blind >= rest)) this.#left = this.#exit.release();
    if (this.#left || this.#exit.waiting <= maximumWaiting) return;
    this.stream.letPass();
    if (this.#isMqtt) this.#exit.sendPart();
  }

  #end(): void {
    if (this.#reader.header?.opcode === opcodes.close) this.#closes();
    this.#exit.ended();
    this.stream.sendInserts();
  }

  /** The server ends TCP first, also if the client closes [RFC 6455, 7.1.1]. So the first close frame tells which side closes. */
  #closes(): void {
    const code = this.#status.length === 2 ? ` ${this.#status.readUInt16BE()}` : '';
    this.#context.closes(this.#direction, `close frame${code}`);
  }

  #pushMqtt(bytes: Buffer): void {
    const { header, seen } = this.#reader;
    const offset = seen - bytes.length;
    let at = 0;
    while (at < bytes.length) {
      const blind = this.#left ? Math.min(this.stream.blind, bytes.length - at) : 0;
      if (blind > 0) {
        this.stream.skip(blind);
        at += blind;
      } else {
        const some = bytes.subarray(at, header?.mask ? at + unmaskAtOnce : undefined);
        this.stream.push(header?.mask ? masked(some, header.mask, offset + at) : some, !this.#left);
        at += some.length;
      }
    }
  }

  #giveUp(reason: string): void {
    this.stream.giveUp(reason);
    this.#exit.leaveUnfinished();
    if (!this.#left) this.#outlet.write(this.#reader.raw);
    this.#left = true;
  }
}
