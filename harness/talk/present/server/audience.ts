import type { IncomingMessage, ServerResponse } from 'node:http';
import { addressOf } from './addresses.ts';
import type { Visitor } from './guard.ts';
import { headers } from './headers.ts';

export interface Places {
  /** Windows of the presenter: guests take none of these. */
  readonly presenter: number;
  readonly guests: number;
  /** Of one address; a room behind one router has one address. */
  readonly guestsAtOneAddress: number;
}

const places: Places = { presenter: 40, guests: 300, guestsAtOneAddress: 200 };

/** Bytes that may wait for a view that does not read; it comes again by itself, and starts anew. */
const MOST_WAITING = 1_000_000;
/** Between two signs of life, in ms: networks forget silent connections. */
const SIGN_OF_LIFE = 20_000;

/** The views that are connected, each by Server-Sent Events [HTML, 9.2]. */
export class Audience {
  readonly #places: Places;
  readonly #presenter = new Set<ServerResponse>();
  readonly #guests = new Map<ServerResponse, string>();
  readonly #alive = setInterval(() => this.#write(':\n\n'), SIGN_OF_LIFE);

  constructor(limits = places) {
    this.#places = limits;
    this.#alive.unref();
  }

  get size(): number {
    return this.#presenter.size + this.#guests.size;
  }

  /** Whether one more view of theirs could not be shown anything. */
  isFull(visitor: Visitor, { socket }: IncomingMessage): boolean {
    if (visitor === 'presenter') return this.#presenter.size >= this.#places.presenter;
    const address = addressOf(socket);
    const same = [...this.#guests.values()].filter((other) => other === address);
    const { guests, guestsAtOneAddress } = this.#places;
    return this.#guests.size >= guests || same.length >= guestsAtOneAddress;
  }

  /** Keeps this answer open, and begins it with what was said before. */
  welcome(
    visitor: Visitor,
    request: IncomingMessage,
    response: ServerResponse,
    before: readonly [string, unknown][],
  ): void {
    request.socket.setNoDelay(true);
    // Between two signs of life it is silent for longer than an answer may be.
    request.socket.setTimeout(0);
    response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream' });
    response.write(`retry: 500\n\n${before.map(([name, value]) => message(name, value)).join('')}`);
    response.on('error', () => {});
    if (visitor === 'presenter') this.#presenter.add(response);
    else this.#guests.set(response, addressOf(request.socket));
    response.once('close', () => this.#presenter.delete(response) || this.#guests.delete(response));
  }

  tell(name: string, value: unknown): void {
    this.#write(message(name, value));
  }

  [Symbol.dispose](): void {
    clearInterval(this.#alive);
    for (const view of this.#views()) view.destroy();
  }

  /** The presenter's come first. */
  #views(): readonly ServerResponse[] {
    return [...this.#presenter, ...this.#guests.keys()];
  }

  #write(text: string): void {
    for (const view of this.#views()) {
      if (view.writableLength > MOST_WAITING) view.destroy();
      else view.write(text);
    }
  }
}

/** JSON has no line breaks, which would end the field. */
const message = (name: string, value: unknown): string =>
  `event: ${name}\ndata: ${JSON.stringify(value)}\n\n`;
