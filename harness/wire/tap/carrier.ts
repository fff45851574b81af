import type { PacketStream } from '../stream/packet-stream.ts';

/** One direction of a connection: what came in, to what goes out. */
export interface Carrier {
  readonly stream: PacketStream;
  push(chunk: Buffer): void;
  /** No more chunks; `done` once everything that is still to leave has left. */
  end(done: () => void): void;
  /** The connection is gone. */
  close(): void;
}
