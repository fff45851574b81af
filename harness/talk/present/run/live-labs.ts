import type { Text } from '../../../base/text.ts';
import { stopOnShutdown } from '../../../process/shutdown.ts';
import type { Brokers } from '../brokers/brokers.ts';
import type { LabCard } from '../state.ts';
import type { Live, LiveRun } from './live.ts';
import { liveRun, type Patience, type RunningLab, type Told } from './live-run.ts';
import type { RunEvent } from './run-event.ts';
import { WarmWorker } from './warm-worker.ts';

const usualPatience: Patience = { deadline: 120_000, grace: 3_000 };

/** Runs labs on the chosen broker, each in a process that was started ahead. */
export class LiveLabs implements Live {
  readonly #brokers: Brokers;
  readonly #patience: Patience;
  #worker = new WarmWorker();
  #stopped = false;
  readonly #running = new Set<{ readonly run: RunningLab; readonly broker: string }>();
  /** Processes of runs beside another run. */
  readonly #beside = new Set<WarmWorker>();

  constructor(brokers: Brokers, patience: Patience = usualPatience) {
    this.#brokers = brokers;
    this.#patience = patience;
  }

  /** Settles when a lab would start at once; returns the labs that were loaded. */
  async ready(): Promise<readonly LabCard[]> {
    const worker = this.#worker;
    const cards = await worker.ready;
    // The process may have been replaced meanwhile.
    return worker === this.#worker ? cards : this.ready();
  }

  get trouble(): Text | undefined {
    return this.#brokers.trouble;
  }

  choose(broker: string): void {
    this.#brokers.choose(broker);
  }

  start(lab: string, ...told: [tell: (event: RunEvent) => void, breaksOff: () => void]): LiveRun {
    return this.#start(this.#brokers.chosen, lab, told);
  }

  startOn(name: string, lab: string, tell: (event: RunEvent) => void): LiveRun {
    return this.#start(name, lab, [tell, () => {}]);
  }

  #start(name: string, lab: string, told: Told): LiveRun {
    const { stop: _, [Symbol.asyncDispose]: __, ...broker } = this.#brokers.brokerNamed(name);
    const protocolVersion = broker.capabilities.protocolVersions.includes(5) ? 5 : 4;
    const worker = this.#worker.isOrdered ? new WarmWorker() : this.#worker;
    if (worker !== this.#worker) this.#beside.add(worker);
    const run = liveRun(worker, { lab, broker, protocolVersion }, told, this.#patience);
    const running = { run, broker: name };
    this.#running.add(running);
    const withdraw = stopOnShutdown(async () => {
      // Prevents a replacement from starting.
      this.#stopped = true;
      run.cancel();
      await worker.ended;
    });
    // Not earlier: two processes would compete for the processor while the room waits.
    const replace = () => {
      withdraw();
      this.#running.delete(running);
      this.#beside.delete(worker);
      if (!this.#stopped && this.#worker === worker) this.#worker = new WarmWorker();
    };
    worker.ended.then(replace, replace);
    return run;
  }

  /** Breaks off runs whose broker is lost: the lab itself may wait long for it. */
  brokersChanged(): void {
    for (const { run, broker } of this.#running) {
      const lost = this.#brokers.states.find(({ name, state }) => name === broker && state === 'failed');
      if (lost?.says !== undefined) run.breakOff(lostBroker(broker, lost.says));
    }
  }

  /** Loads edited labs. A lab that runs is not interrupted. */
  reload(): void {
    // A process that can't be ended now ends with the server; the next one replaces it in any case.
    this.#worker.retire().catch(() => {});
    this.#worker = new WarmWorker();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    await Promise.all([this.#worker, ...this.#beside].map((worker) => worker.kill()));
  }
}

const lostBroker = (name: string, { en, ja }: Text): Text => ({ en: `${name}: ${en}`, ja: `${name}: ${ja}` });
