import { decode } from '../../protocol/decode.ts';
import { type PacketEntry, type PacketType, packetTypes } from '../../protocol/packet.ts';
import { Framer } from '../stream/framer.ts';

/** A received packet with all of its bytes. */
export type ReceivedPacket = Pick<PacketEntry, 'type' | 'size' | 'fields' | 'malformed' | 'bytes'>;

/** Finds and reads the packets in the bytes of a broker. */
export class PacketReader {
  readonly #framer = new Framer();
  #pieces: Buffer[] = [];

  /** The bytes of an incomplete packet. */
  get partial(): Buffer {
    return Buffer.concat(this.#pieces);
  }

  /** Why the bytes are not MQTT; nothing is read after that. */
  get broken(): string | undefined {
    return this.#framer.broken;
  }

  *read(chunk: Buffer, protocolVersion: number): Generator<ReceivedPacket> {
    for (let at = 0; at < chunk.length && this.broken === undefined; ) {
      const end = this.#framer.advance(chunk, at);
      this.#pieces.push(chunk.subarray(at, this.broken === undefined ? end : chunk.length));
      at = end;
      if (this.#framer.complete) yield this.#take(protocolVersion);
    }
  }

  #take(protocolVersion: number): ReceivedPacket {
    const bytes = this.partial;
    this.#pieces = [];
    const type = packetTypes[(this.#framer.first >> 4) - 1];
    if (type === undefined) throw new Error('packet type 0 is the framer’s to refuse');
    return { type, size: bytes.length, bytes, ...decode(bytes, bytes.length, protocolVersion) };
  }
}

interface Waiter {
  readonly type: PacketType | undefined;
  readonly resolve: (packet: ReceivedPacket) => void;
  readonly reject: (error: Error) => void;
}

/** Received packets that were not taken yet, and callers that wait for the next ones. */
export class PacketQueue {
  readonly #unread: ReceivedPacket[] = [];
  readonly #waiters = new Set<Waiter>();
  #ended: (() => Error) | undefined;

  get unread(): readonly ReceivedPacket[] {
    return this.#unread;
  }

  put(packet: ReceivedPacket): void {
    const waiter = [...this.#waiters].find(({ type }) => type === undefined || type === packet.type);
    if (waiter === undefined) {
      this.#unread.push(packet);
      return;
    }
    this.#waiters.delete(waiter);
    waiter.resolve(packet);
  }

  /** No more packets will come. */
  end(why: () => Error): void {
    this.#ended = why;
    for (const { reject } of this.#waiters) reject(why());
    this.#waiters.clear();
  }

  /** The first packet of that type, or of any type. `cancel` stops waiting, and the packet stays for other callers. */
  take(type: PacketType | undefined): { readonly packet: Promise<ReceivedPacket>; cancel(): void } {
    const index = this.#unread.findIndex((packet) => type === undefined || packet.type === type);
    const [present] = index < 0 ? [] : this.#unread.splice(index, 1);
    const { promise, resolve, reject } = Promise.withResolvers<ReceivedPacket>();
    const waiter = { type, resolve, reject };
    if (present !== undefined) resolve(present);
    else if (this.#ended !== undefined) reject(this.#ended());
    else this.#waiters.add(waiter);
    return {
      packet: promise,
      cancel: () => {
        this.#waiters.delete(waiter);
      },
    };
  }
}
