import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { stopOnShutdown } from '../../../process/shutdown.ts';
import type { Entering, FromRoom, RoomBegin, ToRoom } from './messages.ts';

/** Grace period for the last messages to phones, in ms. */
const GOODBYE = 1_500;

/** The broker of a room, in a separate process. */
export class RoomProcess {
  /** Settles with the last line of the process when it has ended. Never rejects. */
  readonly ended: Promise<string>;
  readonly #process: ChildProcess;
  /** Sockets that are being handed over. */
  readonly #handed = new Set<Socket>();
  #complaint = '';

  constructor(begin: RoomBegin, hear: (message: FromRoom) => void) {
    // Own process group: Ctrl-C in the terminal reaches only the server, which first tells the room that the talk is over.
    this.#process = fork(fileURLToPath(new URL('broker/worker.ts', import.meta.url)), {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint = text.trim().split('\n').at(-1) ?? '';
    });
    this.#process.on('message', hear);
    // The process may have ended before a message reaches it.
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

  /** Hands a socket over to the process. */
  hand(enter: Entering, socket: Socket): void {
    if (!this.#process.connected) {
      socket.destroy();
      return;
    }
    // Otherwise `server.close()` asks the child about its sockets, and waits forever if the child has ended.
    Reflect.set(socket, 'server', undefined);
    this.#handed.add(socket);
    this.#process.send({ enter } satisfies ToRoom, socket, {}, () => {
      this.#handed.delete(socket);
      // The child keeps the connection open.
      socket.destroy();
    });
  }

  /** Tells the phones that the talk is over, and ends the process. */
  async end(): Promise<void> {
    const tooLong = setTimeout(() => this.kill(), GOODBYE);
    this.send({ end: true });
    await this.ended;
    clearTimeout(tooLong);
  }

  /** Kills the process, which closes every connection. */
  kill(): void {
    this.#process.kill('SIGKILL');
  }
}
