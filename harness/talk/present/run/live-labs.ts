import type { Text } from '../../../base/text.ts';
import { stopOnShutdown } from '../../../process/shutdown.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { LabCard } from '../state.ts';
import type { Live, LiveRun } from './live.ts';
import { liveRun, type Patience, type RunningLab } from './live-run.ts';
import type { RunEvent } from './run-event.ts';
import { WarmWorker } from './warm-worker.ts';

const usualPatience: Patience = { deadline: 120_000, grace: 3_000 };

/** Runs labs on the chosen broker, each in a process of its own that is ready before it is asked for. */
export class LiveLabs implements Live {
  readonly #brokers: Brokers;
  readonly #patience: Patience;
  #worker = new WarmWorker();
  #stopped = false;
  #running: { readonly run: RunningLab; readonly broker: string } | undefined;

  constructor(brokers: Brokers, patience: Patience = usualPatience) {
    this.#brokers = brokers;
    this.#patience = patience;
  }

  /** Settles when a lab would start at once; the labs that can run, as they have been loaded. */
  async ready(): Promise<readonly LabCard[]> {
    const worker = this.#worker;
    const cards = await worker.ready;
    // Meanwhile another may have taken its place.
    return worker === this.#worker ? cards : this.ready();
  }

  get trouble(): Text | undefined {
    return this.#brokers.trouble;
  }

  choose(broker: string): void {
    this.#brokers.choose(broker);
  }

  start(lab: string, ...told: [tell: (event: RunEvent) => void, breaksOff: () => void]): LiveRun {
    const { stop: _, [Symbol.asyncDispose]: __, ...broker } = this.#brokers.running;
    const protocolVersion = broker.capabilities.protocolVersions.includes(5) ? 5 : 4;
    const worker = this.#worker;
    const run = liveRun(worker, { lab, broker, protocolVersion }, told, this.#patience);
    this.#running = { run, broker: this.#brokers.chosen };
    const withdraw = stopOnShutdown(async () => {
      // Nor is another to be started in its place.
      this.#stopped = true;
      run.cancel();
      await worker.ended;
    });
    // Not before: two processes would share what the room waits for.
    const replace = () => {
      withdraw();
      this.#running = undefined;
      if (!this.#stopped && this.#worker === worker) this.#worker = new WarmWorker();
    };
    worker.ended.then(replace, replace);
    return run;
  }

  /** Breaks the run off whose broker is lost: the lab itself may wait long for a broker that is gone. */
  brokersChanged(): void {
    const lost = this.#brokers.states.find(
      ({ name, state }) => name === this.#running?.broker && state === 'failed',
    );
    if (lost?.says !== undefined) this.#running?.run.breakOff(lostBroker(lost.name, lost.says));
  }

  /** Loads the labs anew, for they have changed. One that runs runs on. */
  reload(): void {
    // One that can't be ended ends with us; the next takes its place all the same.
    this.#worker.retire().catch(() => {});
    this.#worker = new WarmWorker();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    await this.#worker.kill();
  }
}

const lostBroker = (name: string, { en, ja }: Text): Text => ({ en: `${name}: ${en}`, ja: `${name}: ${ja}` });
