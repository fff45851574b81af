import type { Socket } from 'node:net';
import { resetSocket } from '../../protocol/reset-socket.ts';

type Ending = 'end' | 'reset';

/**
 * Sends to one side of a connection. Pauses the other side while this one does not read (TCP flow control), and keeps everything
 * back while the connection is frozen.
 */
export class Outlet {
  readonly #target: Socket;
  readonly #source: Socket;
  readonly #frozenBytes: number;
  #kept: Uint8Array[] | undefined;
  #keptBytes = 0;
  #ending: Ending | undefined;

  constructor(target: Socket, source: Socket, frozenBytes: number) {
    this.#target = target;
    this.#source = source;
    this.#frozenBytes = frozenBytes;
    target.on('drain', () => {
      if (!this.frozen) source.resume();
    });
  }

  get frozen(): boolean {
    return this.#kept !== undefined;
  }

  get closed(): boolean {
    return this.#target.destroyed || this.#target.writableEnded;
  }

  write(bytes: Uint8Array): void {
    if (this.#kept) this.#keep(this.#kept, bytes);
    else if (!this.closed && !this.#target.write(bytes)) this.#source.pause();
  }

  /** Sends several writes together. */
  together(writes: () => void): void {
    this.#target.cork();
    try {
      writes();
    } finally {
      this.#target.uncork();
    }
  }

  /** Ends the stream to the target, which may go on sending. */
  end(): void {
    this.#ending ??= 'end';
    if (!this.frozen && !this.closed) this.#target.end();
  }

  /** Resets the target, because the source was reset. */
  reset(): void {
    this.#ending = 'reset';
    if (!this.frozen) resetSocket(this.#target);
  }

  freeze(): void {
    this.#kept ??= [];
  }

  thaw(): void {
    const kept = this.#kept;
    if (!kept) return;
    this.#kept = undefined;
    this.#keptBytes = 0;
    this.#source.resume();
    for (const bytes of kept) this.write(bytes);
    if (this.#ending === 'end') this.end();
    else if (this.#ending === 'reset') this.reset();
  }

  #keep(kept: Uint8Array[], bytes: Uint8Array): void {
    kept.push(bytes);
    this.#keptBytes += bytes.length;
    if (this.#keptBytes > this.#frozenBytes) this.#source.pause();
  }
}
