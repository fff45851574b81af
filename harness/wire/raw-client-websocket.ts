import { once } from 'node:events';
import { WebSocket } from 'ws';
import { type Closed, type Link, type LinkOptions, opened } from './raw-client-link.ts';

/** Over WebSocket, with or without TLS. */
export async function openWebSocket(
  url: string,
  { subprotocol = 'mqtt', tls, deadline }: LinkOptions,
): Promise<Link> {
  const socket = new WebSocket(url, subprotocol, { ...tls, perMessageDeflate: false });
  const link = new WebSocketLink(socket);
  await opened(url, once(socket, 'open'), () => socket.terminate(), deadline);
  return link;
}

/** No close frame came: the connection below was lost [RFC 6455, 7.1.5]. */
const ABNORMAL = 1006;

class WebSocketLink implements Link {
  readonly closed: Promise<Closed>;
  readonly #socket: WebSocket;
  readonly #early: Buffer[] = [];
  #listener = (bytes: Buffer): void => void this.#early.push(bytes);
  #isOurs = false;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.binaryType = 'nodebuffer';
    socket.on('message', (bytes: Buffer) => this.#listener(bytes));
    socket.on('error', () => {});
    this.closed = new Promise((resolve) => {
      socket.on('close', (code) => {
        const how = this.#isOurs ? 'closed-here' : code === ABNORMAL ? 'reset' : 'ended';
        resolve({ how, code });
      });
    });
  }

  write(bytes: Uint8Array): Promise<void> {
    return new Promise((resolve) => {
      if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(bytes, () => resolve());
      else resolve();
    });
  }

  onBytes(listener: (bytes: Buffer) => void): void {
    this.#listener = listener;
    for (const bytes of this.#early.splice(0)) listener(bytes);
  }

  end(): void {
    this.#isOurs = true;
    this.#socket.close();
  }

  destroy(): void {
    this.#isOurs = true;
    this.#socket.terminate();
  }
}
