import type { PacketStream } from '../stream/packet-stream.ts';

/** One direction of a connection, from the bytes received to the bytes sent. */
export interface Carrier {
  readonly stream: PacketStream;
  push(chunk: Buffer): void;
  /** No more chunks will come. Calls `done` when all bytes have been sent. */
  end(done: () => void): void;
  /** The connection is closed. */
  close(): void;
}
