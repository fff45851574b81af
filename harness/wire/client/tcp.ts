import type { Socket } from 'node:net';
import type { Closed, Link } from './link.ts';

/** A link over TCP or TLS. */
export class SocketLink implements Link {
  readonly closed: Promise<Closed>;
  error: Error | undefined;
  readonly #socket: Socket;
  #how: Closed['how'] | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', (error) => {
      this.#how ??= 'reset';
      this.error = error;
    });
    socket.on('end', () => {
      this.#how ??= 'ended';
      socket.end();
    });
    this.closed = new Promise((resolve) => {
      socket.on('close', () => resolve({ how: this.#how ?? 'closed-here' }));
    });
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      if (this.#socket.writable) this.#socket.write(bytes, () => resolve());
      else resolve();
    });
  }

  onBytes(listener: (bytes: Buffer) => void): void {
    this.#socket.on('data', listener);
  }

  end(): void {
    this.#how ??= 'closed-here';
    this.#socket.end();
  }

  destroy(): void {
    this.#how ??= 'closed-here';
    this.#socket.destroy();
  }
}
