import { CannotRunError } from '../base/errors.ts';
import type { Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import { type BrokerChoice, isUrlChoice } from '../brokers/choice/choose.ts';
import { nameAndVersion } from '../brokers/identity/name-and-version.ts';
import { openBroker } from '../brokers/index.ts';
import { announcedBeyond, asDocumented } from '../brokers/limits/documented.ts';
import { stopOnShutdown } from '../process/shutdown.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import { interrupted } from '../report/interrupted.ts';
import type { Matrix } from '../report/matrix.ts';
import { atOnceOn } from './at-once.ts';
import { Ledger } from './ledger.ts';
import { shuffled } from './order.ts';
import { planFor, unrun } from './plan.ts';
import { type DoneJob, JobRun } from './run-jobs.ts';
import type { Selection } from './select.ts';

/** A broker that the user chose. */
export interface AskedBroker {
  /** The name of the broker, safe to print. */
  readonly word: string;
  readonly choice: BrokerChoice;
}

export interface VerifyOptions {
  readonly brokers: readonly AskedBroker[];
  readonly protocolVersions: readonly ProtocolVersion[];
  /** Whether to run claims about time itself. */
  readonly time: boolean;
  /** The seed of the order. */
  readonly seed: number;
  /** The first levels of every topic. */
  readonly topicPrefix: string;
  /** Average packets per second to each broker; undefined: limited on a broker that was running, unlimited on one that we started. */
  readonly rate: number | undefined;
  /** Whether to ignore the documented limits of clouds. */
  readonly beyondLimits?: boolean;
  /** Ends the run, as a signal to the process does. Running jobs are still cleaned up. */
  readonly interrupt: AbortController;
  readonly onEvent: (event: VerifyEvent) => void;
}

/** Progress of a run. `broker` is the word that chose it, or its label once that is known. */
export type VerifyEvent =
  | { readonly type: 'opening'; readonly broker: string; readonly progress: Text }
  | { readonly type: 'not-started'; readonly broker: string; readonly error: CannotRunError }
  | { readonly type: 'started'; readonly broker: string; readonly jobs: number }
  | ({ readonly type: 'done'; readonly broker: string } & DoneJob)
  | { readonly type: 'lost'; readonly broker: string; readonly reason: Text };

export const PACKETS_PER_SECOND_ABROAD = 100;

/**
 * Starts the brokers at the same time, runs everything selected on each, and stops them. What cannot be run is in the matrix with
 * its reason. Throws only for bugs of this project.
 */
export async function verify(selection: Selection, options: VerifyOptions): Promise<Matrix> {
  const ledger = new Ledger(selection);
  await Promise.all(options.brokers.map((asked) => new Asking(asked, selection, options, ledger).run()));
  return ledger.matrix(options.brokers.map(({ word }) => word));
}

/** The run on one broker: starts it, runs everything and stops it. */
class Asking {
  readonly #asked: AskedBroker;
  readonly #selection: Selection;
  readonly #options: VerifyOptions;
  readonly #ledger: Ledger;
  #announced: readonly Text[] = [];

  constructor(asked: AskedBroker, selection: Selection, options: VerifyOptions, ledger: Ledger) {
    this.#asked = asked;
    this.#selection = selection;
    this.#options = options;
    this.#ledger = ledger;
  }

  async run(): Promise<void> {
    const { word, choice } = this.#asked;
    const opened = await this.#open();
    if (opened instanceof CannotRunError) {
      this.#ledger.enter(word, { label: word, name: choice.name, notStarted: reasonOf(opened) });
      this.#options.onEvent({ type: 'not-started', broker: word, error: opened });
      return;
    }
    await using broker = asDocumented(
      this.#options.beyondLimits ? { ...opened, ignoresLimits: true } : opened,
    );
    this.#announced = announcedBeyond(opened);
    await this.#askAll(broker);
  }

  async #open(): Promise<Broker | CannotRunError> {
    const { word, choice } = this.#asked;
    const { onEvent, interrupt, topicPrefix } = this.#options;
    const { signal } = interrupt;
    const report = (progress: Text) => onEvent({ type: 'opening', broker: word, progress });
    try {
      return await openBroker(choice, { report, signal, topicPrefix });
    } catch (error) {
      if (error instanceof CannotRunError) return error;
      if (signal.aborted) return interruptedEarly();
      throw error;
    }
  }

  async #askAll(broker: Broker): Promise<void> {
    const { word, choice } = this.#asked;
    const { topicPrefix, onEvent, interrupt, rate } = this.#options;
    const isForeign = isUrlChoice(choice);
    const label = labelOf(this.#asked, broker, this.#options.brokers);
    const { jobs, omissions } = planFor(this.#selection, broker, { ...this.#options, isForeign });
    onEvent({ type: 'started', broker: label, jobs: jobs.length });
    for (const { job, ...why } of omissions) this.#ledger.add(label, job, unrun(job, why));
    const run = new JobRun(broker, {
      ...atOnceOn(broker, isForeign),
      packetsPerSecond: rate ?? (isForeign ? PACKETS_PER_SECOND_ABROAD : Number.POSITIVE_INFINITY),
      topicPrefix,
      signal: interrupt.signal,
      onDone: (done) => {
        this.#ledger.add(label, done.job, done.findings);
        onEvent({ type: 'done', broker: label, ...done });
      },
    });
    await this.#interruptibly(run.run(shuffled(jobs, this.#options.seed)));
    const { name, version, identity, origin, capabilities } = broker;
    const { protocolVersions } = capabilities;
    const { lost } = run;
    if (lost !== undefined) onEvent({ type: 'lost', broker: label, reason: lost });
    const announced = this.#options.beyondLimits ? [] : this.#announced;
    const facts = {
      label,
      name,
      version,
      identity,
      origin,
      protocolVersions,
      ...(announced.length > 0 && { announced }),
    };
    this.#ledger.enter(word, { ...facts, ...(lost && { lost }) });
  }

  /** On a signal, the process waits for the run before it stops the broker. */
  async #interruptibly(running: Promise<void>): Promise<void> {
    const withdraw = stopOnShutdown(async () => {
      this.#options.interrupt.abort();
      await running;
    });
    return running.finally(withdraw);
  }
}

/** The chosen word and the version, without repeating a tag that is the version. */
function labelOf({ word, choice }: AskedBroker, broker: Broker, all: readonly AskedBroker[]): string {
  const { name, version, front } = broker;
  // A stand-in is never called by the name of the cloud alone.
  if (front !== undefined) return name;
  const isSaid = word === `${choice.name}@${version}` && !all.some((other) => other.word === choice.name);
  return nameAndVersion({ name: isSaid ? choice.name : word, version });
}

const reasonOf = ({ what, advice }: CannotRunError): Text => ({
  en: `${what.en}: ${advice.en}`,
  ja: `${what.ja}: ${advice.ja}`,
});

const interruptedEarly = () =>
  new CannotRunError('interrupted', interrupted, {
    en: 'it was not there yet',
    ja: 'まだ起動していませんでした',
  });
