import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connectTo, parseEndpoint } from '../../protocol/endpoint.ts';
import { type Closed, type Link, type LinkOptions, opened } from './link.ts';

/** Over TCP, or TLS. */
export async function openSocket(url: string, { tls, deadline }: LinkOptions): Promise<Link> {
  const { socket, ready } = connectTo(parseEndpoint(url), tls);
  await opened(url, once(socket, ready), () => socket.destroy(), deadline);
  return new SocketLink(socket);
}

class SocketLink implements Link {
  readonly closed: Promise<Closed>;
  readonly #socket: Socket;
  #how: Closed['how'] | undefined;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', () => {
      this.#how ??= 'reset';
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
