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
  /** The lab has failed and now cleans up. */
  readonly failed: () => void;
}

/** A process that was started ahead to run one lab. */
export class WarmWorker {
  /** The labs that it has loaded; rejects if it ends first. */
  readonly ready: Promise<readonly LabCard[]>;
  /** Settles with the last line of the process when it has ended. Never rejects. */
  readonly ended: Promise<string>;
  readonly #process: ChildProcess;
  #listener: Listener = { tell: () => {}, failed: () => {} };
  #complaint = '';
  #ordered = false;
  #killed = false;

  constructor() {
    // Own process group: Ctrl-C in the terminal reaches only the server, which ends this process and everything that a lab
    // started.
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
    // The process may have ended before a message reaches it.
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

  /** Whether it has been given its run. */
  get isOrdered(): boolean {
    return this.#ordered;
  }

  /** Ends a process that is no longer needed, unless its run has begun. */
  async retire(): Promise<void> {
    if (!this.#ordered) await this.kill();
  }

  order(order: Order, listener: Listener): void {
    this.#ordered = true;
    this.#listener = listener;
    this.#send({ order });
  }

  /** Asks it to end and to leave nothing on the broker. */
  cancel(): void {
    this.#send({ cancel: true });
  }

  /** Kills it and everything it started. */
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
