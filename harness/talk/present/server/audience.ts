import type { IncomingMessage, ServerResponse } from 'node:http';
import { headers } from './headers.ts';

/** More than a room has; the next one is sent away. */
const MOST = 300;
/** Bytes that may wait for a view that does not read; it comes again by itself, and starts anew. */
const MOST_WAITING = 1_000_000;
/** Between two signs of life, in ms: networks forget silent connections. */
const SIGN_OF_LIFE = 20_000;

/** The views that are connected, each by Server-Sent Events [HTML, 9.2]. */
export class Audience {
  readonly #views = new Set<ServerResponse>();
  readonly #alive = setInterval(() => this.#write(':\n\n'), SIGN_OF_LIFE);

  constructor() {
    this.#alive.unref();
  }

  get size(): number {
    return this.#views.size;
  }

  /** Keeps this answer open, and begins it with what was said before. */
  welcome(request: IncomingMessage, response: ServerResponse, before: readonly [string, unknown][]): void {
    if (this.#views.size >= MOST) {
      response.writeHead(503, headers).end();
      return;
    }
    request.socket.setNoDelay(true);
    response.writeHead(200, { ...headers, 'Content-Type': 'text/event-stream' });
    response.write(`retry: 500\n\n${before.map(([name, value]) => message(name, value)).join('')}`);
    response.on('error', () => {});
    this.#views.add(response);
    response.once('close', () => this.#views.delete(response));
  }

  tell(name: string, value: unknown): void {
    this.#write(message(name, value));
  }

  [Symbol.dispose](): void {
    clearInterval(this.#alive);
    for (const view of this.#views) view.destroy();
  }

  #write(text: string): void {
    for (const view of this.#views) {
      if (view.writableLength > MOST_WAITING) view.destroy();
      else view.write(text);
    }
  }
}

/** JSON has no line breaks, which would end the field. */
const message = (name: string, value: unknown): string =>
  `event: ${name}\ndata: ${JSON.stringify(value)}\n\n`;
