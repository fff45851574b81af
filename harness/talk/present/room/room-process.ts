import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { stopOnShutdown } from '../../../process/shutdown.ts';
import type { Entering, FromRoom, RoomBegin, ToRoom } from './messages.ts';

/** In ms, for saying goodbye. */
const GOODBYE = 1_500;

/** A room's broker, in a process of its own. */
export class RoomProcess {
  /** When it is gone, with the last line it wrote. Never rejects. */
  readonly ended: Promise<string>;
  readonly #process: ChildProcess;
  /** Sockets on their way to it. */
  readonly #handed = new Set<Socket>();
  #complaint = '';

  constructor(begin: RoomBegin, hear: (message: FromRoom) => void) {
    // A group of its own: Ctrl-C in the terminal reaches the server, which says goodbye to the room first.
    this.#process = fork(fileURLToPath(new URL('broker/worker.ts', import.meta.url)), {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint = text.trim().split('\n').at(-1) ?? '';
    });
    this.#process.on('message', hear);
    // It may be gone before it hears what it is told.
    this.#process.on('error', () => {});
    const withdraw = stopOnShutdown(() => this.end());
    const conclude = () => {
      withdraw();
      for (const socket of this.#handed) socket.destroy();
      return this.#complaint;
    };
    this.ended = once(this.#process, 'close').then(conclude, conclude);
    this.send({ begin });
  }

  send(message: ToRoom): void {
    if (this.#process.connected) this.#process.send(message, () => {});
  }

  /** The socket goes over to the process, and is no longer ours. */
  hand(enter: Entering, socket: Socket): void {
    if (!this.#process.connected) {
      socket.destroy();
      return;
    }
    // Else Node lets the HTTP server ask the process about its sockets when it closes, and for ever once that has ended.
    Reflect.set(socket, 'server', undefined);
    this.#handed.add(socket);
    this.#process.send({ enter } satisfies ToRoom, socket, {}, () => {
      this.#handed.delete(socket);
      // The connection itself lives on in the other process.
      socket.destroy();
    });
  }

  /** Says goodbye to the phones, and ends. */
  async end(): Promise<void> {
    const tooLong = setTimeout(() => this.kill(), GOODBYE);
    this.send({ end: true });
    await this.ended;
    clearTimeout(tooLong);
  }

  /** Ends it at once, and with it every connection. */
  kill(): void {
    this.#process.kill('SIGKILL');
  }
}
