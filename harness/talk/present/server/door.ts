import type { Socket } from 'node:net';
import { addressOf } from './addresses.ts';

/** Connections at most that have not shown that they have a place here. */
const MOST = 800;

/**
 * The connections of a server. Each new one is let in; where there are too many, one that has no place goes: the oldest
 * of the address that has most. So connections that send nothing, however many, keep nobody out.
 */
export class Door {
  /** By address; in each the oldest first. */
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

  /** This connection has a place: it makes room for none. */
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
