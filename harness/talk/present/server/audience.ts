import type { IncomingMessage, ServerResponse } from 'node:http';
import { addressOf } from './addresses.ts';
import type { Visitor } from './guard.ts';
import { headers } from './headers.ts';

export interface Places {
  /** Windows of the presenter; guests take none of these places. */
  readonly presenter: number;
  readonly guests: number;
  /** Views at one address. A whole room may share one address behind its router. */
  readonly guestsAtOneAddress: number;
}

export const usualPlaces: Places = { presenter: 40, guests: 300, guestsAtOneAddress: 200 };

/** Most bytes that may wait for a view that does not read. The view then reconnects and starts anew. */
const MOST_WAITING = 1_000_000;
/** Interval between two signs of life, in ms: networks drop silent connections. */
const SIGN_OF_LIFE = 20_000;

/** The connected views; each gets Server-Sent Events [HTML, 9.2]. */
export class Audience {
  readonly #places: Places;
  readonly #presenter = new Set<ServerResponse>();
  readonly #guests = new Map<ServerResponse, string>();
  readonly #alive = setInterval(() => this.#write(':\n\n'), SIGN_OF_LIFE);

  constructor(limits = usualPlaces) {
    this.#places = limits;
    this.#alive.unref();
  }

  get size(): number {
    return this.#presenter.size + this.#guests.size;
  }

  /** Whether there is no place for one more view of this visitor. */
  isFull(visitor: Visitor, { socket }: IncomingMessage): boolean {
    if (visitor === 'presenter') return this.#presenter.size >= this.#places.presenter;
    const address = addressOf(socket);
    const same = [...this.#guests.values()].filter((other) => other === address);
    const { guests, guestsAtOneAddress } = this.#places;
    return this.#guests.size >= guests || same.length >= guestsAtOneAddress;
  }

  /** Keeps the response open, and sends what a new view needs first. */
  welcome(
    visitor: Visitor,
    request: IncomingMessage,
    response: ServerResponse,
    before: readonly [string, unknown][],
  ): void {
    request.socket.setNoDelay(true);
    // The time between two signs of life is longer than the server's limit for a response.
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

  /** Views of the presenter come first. */
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

/** JSON has no line breaks, so the field does not end early. */
const message = (name: string, value: unknown): string =>
  `event: ${name}\ndata: ${JSON.stringify(value)}\n\n`;
