import type { Direction } from '../../protocol/packet.ts';
import { PacketStream } from '../stream/packet-stream.ts';
import type { Exit, Piece } from '../stream/pieces.ts';
import type { StreamContext } from '../stream/stream-context.ts';
import type { Carrier } from './carrier.ts';
import type { Outlet } from './outlet.ts';

/** One direction of MQTT over TCP. */
export class TcpCarrier implements Carrier, Exit {
  readonly stream: PacketStream;
  readonly #outlet: Outlet;
  /** Pieces that wait; the first one is undecided. */
  #queue: Piece[] = [];

  constructor(direction: Direction, context: StreamContext, outlet: Outlet) {
    this.stream = new PacketStream(direction, context, this);
    this.#outlet = outlet;
  }

  get frozen(): boolean {
    return this.#outlet.frozen;
  }

  get closed(): boolean {
    return this.#outlet.closed;
  }

  push(chunk: Buffer): void {
    if (this.stream.engaged) this.#outlet.together(() => this.stream.push(chunk, true));
    else {
      this.#outlet.write(chunk);
      this.stream.push(chunk, false);
    }
  }

  end(done: () => void): void {
    this.stream.end(done);
  }

  close(): void {
    this.#queue = [];
    this.stream.close();
  }

  piece(piece: Piece): void {
    if (this.#queue.length > 0 || piece.verdict === 'undecided') this.#queue.push(piece);
    else if (piece.verdict === 'pass') this.#outlet.write(piece.bytes);
  }

  settled(): void {
    const pieces = this.#queue;
    this.#queue = [];
    for (const piece of pieces) this.piece(piece);
  }

  insert(packet: Buffer): boolean {
    this.#outlet.write(packet);
    return true;
  }

  act(action: () => void): void {
    action();
  }
}
