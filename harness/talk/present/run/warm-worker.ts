import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { CannotRunError } from '../../../base/errors.ts';
import { killGroup } from '../../../process/kill-group.ts';
import { stopOnShutdown } from '../../../process/shutdown.ts';
import type { LabCard } from '../state.ts';
import type { RunEvent } from './run-event.ts';
import type { FromWorker, Order, ToWorker } from './worker-messages.ts';

interface Listener {
  readonly tell: (event: RunEvent) => void;
  /** The lab has failed; it still cleans up. */
  readonly failed: () => void;
}

/** A process that was started ahead to run one lab. */
export class WarmWorker {
  /** The labs it has loaded; fails when it ends before by itself. */
  readonly ready: Promise<readonly LabCard[]>;
  /** When it is gone, with the last line it wrote. Never rejects. */
  readonly ended: Promise<string>;
  readonly #process: ChildProcess;
  #listener: Listener = { tell: () => {}, failed: () => {} };
  #complaint = '';
  #ordered = false;
  #killed = false;

  constructor() {
    // A process group of its own: Ctrl-C in the terminal reaches the server, and it only by the server; and what a lab
    // may have started ends with it.
    this.#process = fork(fileURLToPath(new URL('worker.ts', import.meta.url)), {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const { promise, resolve, reject } = Promise.withResolvers<readonly LabCard[]>();
    this.ready = promise;
    this.ready.catch(() => {});
    this.#process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complaint =
        text
          .trim()
          .split('\n')
          .findLast((line) => /\S/.test(line)) ?? this.#complaint;
    });
    this.#process.on('message', (message: FromWorker) => {
      if ('ready' in message) resolve(message.ready);
      else if ('failed' in message) this.#listener.failed();
      else this.#listener.tell(message.event);
    });
    // It may be gone before it hears what it is told.
    this.#process.on('error', () => {});
    const withdraw = stopOnShutdown(() => this.kill());
    const conclude = () => {
      withdraw();
      if (this.#killed) resolve([]);
      else reject(notLoaded(this.#complaint));
      return this.#complaint;
    };
    this.ended = once(this.#process, 'close').then(conclude, conclude);
  }

  /** It is not needed any more: ends it, unless it has begun its one run. */
  async retire(): Promise<void> {
    if (!this.#ordered) await this.kill();
  }

  order(order: Order, listener: Listener): void {
    this.#ordered = true;
    this.#listener = listener;
    this.#send({ order });
  }

  /** Asks it to end and leave nothing on the broker. */
  cancel(): void {
    this.#send({ cancel: true });
  }

  /** Ends it, and whatever it started. */
  async kill(): Promise<void> {
    this.#killed = true;
    const { pid, exitCode, signalCode } = this.#process;
    if (exitCode === null && signalCode === null) killGroup(pid);
    await this.ended;
  }

  #send(message: ToWorker): void {
    if (this.#process.connected) this.#process.send(message, () => {});
  }
}

const notLoaded = (complaint: string) =>
  new CannotRunError(
    'labs-not-loaded',
    { en: `the labs cannot be loaded (${complaint})`, ja: `ラボを読み込めません(${complaint})` },
    { en: 'npm run check says where', ja: 'npm run check で場所が分かります' },
  );
