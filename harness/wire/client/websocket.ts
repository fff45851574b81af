import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { Closed, Frames, Link } from './link.ts';

/** The code for a connection that ended without a close frame [RFC 6455, 7.1.5]. */
const ABNORMAL = 1006;

/** A link over WebSocket, with or without TLS. */
export class WebSocketLink implements Link, Frames {
  readonly closed: Promise<Closed>;
  error: Error | undefined;
  readonly #socket: WebSocket;
  readonly #early: Buffer[] = [];
  #listener: (bytes: Buffer) => void = (bytes) => this.#early.push(bytes);
  #isOurs = false;
  #textCame = false;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.binaryType = 'nodebuffer';
    socket.on('message', (bytes: Buffer, isBinary: boolean) => {
      this.#textCame ||= !isBinary;
      this.#listener(bytes);
    });
    socket.on('error', (error) => {
      this.error = error;
    });
    this.closed = new Promise((resolve) => {
      socket.on('close', (code) => {
        const how = this.#isOurs ? 'closed-here' : code === ABNORMAL ? 'reset' : 'ended';
        resolve({ how, code });
      });
    });
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.send(bytes);
  }

  get frames(): Frames {
    return this;
  }

  get textCame(): boolean {
    return this.#textCame;
  }

  send(bytes: Uint8Array, { text = false, fin = true } = {}): Promise<void> {
    return new Promise((resolve) => {
      if (this.#socket.readyState !== WebSocket.OPEN) resolve();
      else this.#socket.send(bytes, { binary: !text, fin }, () => resolve());
    });
  }

  async ping(payload: string): Promise<string> {
    const pong = once(this.#socket, 'pong');
    this.#socket.ping(payload);
    const [answer] = (await pong) as [Buffer];
    return answer.toString();
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
