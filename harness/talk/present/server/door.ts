import type { Socket } from 'node:net';
import { addressOf } from './addresses.ts';

/** Most connections that are not kept yet. */
const MOST = 800;

/**
 * Limits the connections of a server. A new one is always accepted. If there are too many, it closes one that is not kept:
 * the oldest of the address that has most. So connections that send nothing can't keep others out.
 */
export class Door {
  /** Connections that are not kept yet, by address, the oldest first. */
  readonly #passing = new Map<string, Set<Socket>>();
  readonly #most: number;
  #size = 0;

  constructor(most = MOST) {
    this.#most = most;
  }

  admit(socket: Socket): void {
    const address = addressOf(socket);
    const same = this.#passing.get(address) ?? new Set();
    this.#passing.set(address, same.add(socket));
    this.#size += 1;
    socket.once('close', () => this.keep(socket));
    if (this.#size > this.#most) this.#crowd()?.destroy();
  }

  /** Keeps a connection: it is not closed to make room for others. */
  keep(socket: Socket): void {
    for (const [address, sockets] of this.#passing) {
      if (!sockets.delete(socket)) continue;
      this.#size -= 1;
      if (sockets.size === 0) this.#passing.delete(address);
      return;
    }
  }

  #crowd(): Socket | undefined {
    const [most] = Array.from(this.#passing.values()).sort((a, b) => b.size - a.size);
    return most?.values().next().value;
  }
}
