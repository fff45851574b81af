import pLimit from 'p-limit';
import type { Text } from '../base/text.ts';
import { isOneClient } from '../brokers/access/client-ids.ts';
import type { Broker } from '../brokers/broker.ts';
import type { ClaimRun } from '../claims/claim-run.ts';
import { isUnexpected, type LabEvent } from '../lab/events.ts';
import { interrupted } from '../report/interrupted.ts';
import type { AtOnce } from './at-once.ts';
import type { Findings, Job } from './job.ts';
import { JobDeadline } from './job-deadline.ts';
import { Liveness } from './liveness.ts';
import { unrun } from './plan.ts';
import { RateLimit } from './rate-limit.ts';

export interface RunJobsOptions extends AtOnce {
  readonly packetsPerSecond: number;
  readonly topicPrefix: string;
  /** Ends the run. Running jobs are cleaned up, and no other job begins. */
  readonly signal: AbortSignal;
  /** Called after each job. */
  readonly onDone: (done: DoneJob) => void;
}

/** A job with its results, whether it was run or not. */
export interface DoneJob {
  readonly job: Job;
  readonly findings: Findings;
  readonly milliseconds: number;
  /** How many packets its clients sent, without those for cleaning up. */
  readonly packets: number;
}

/** Longer than any job may take, in ms. */
export const JOB_DEADLINE_MS = 300_000;

/** Runs jobs on one broker, in their order, several at once. */
export class JobRun {
  readonly #broker: Broker;
  readonly #options: RunJobsOptions;
  readonly #liveness: Liveness;
  readonly #rateLimit: RateLimit;
  readonly #running = new Set<Job>();
  readonly #left = new AbortController();
  readonly #signal: AbortSignal;
  #lost: Text | undefined;

  constructor(broker: Broker, options: RunJobsOptions) {
    this.#broker = broker;
    this.#options = options;
    this.#liveness = new Liveness(broker);
    this.#rateLimit = new RateLimit(options.packetsPerSecond);
    this.#signal = AbortSignal.any([options.signal, this.#left.signal]);
  }

  /** Why the run on this broker ended early, if it did. */
  get lost(): Text | undefined {
    return this.#lost;
  }

  /** Runs the jobs. Those that wait or take long begin first, so that they do not prolong the run at its end. */
  async run(jobs: readonly Job[]): Promise<void> {
    const short = pLimit(this.#options.concurrency);
    // Two jobs would take over each other's connections.
    const long = isOneClient(this.#broker.clientIds) ? short : pLimit(this.#options.waiting);
    const longestFirst = jobs.toSorted((a, b) => b.observations.length - a.observations.length);
    await Promise.all(longestFirst.map((job) => (job.isWaiting ? long : short)(() => this.#take(job))));
  }

  async #take(job: Job): Promise<void> {
    await this.#rateLimit.turn(this.#signal);
    const began = performance.now();
    let packets = 0;
    const onPacket = () => {
      packets++;
      this.#rateLimit.count();
    };
    const findings = this.#signal.aborted ? this.#notRun(job) : await this.#attend(job, onPacket);
    this.#options.onDone({ job, findings, milliseconds: performance.now() - began, packets });
  }

  /** Runs a job. After a bad result or a closed connection, first checks that the broker still answers. */
  async #attend(job: Job, onPacket: () => void): Promise<Findings> {
    this.#running.add(job);
    const findings = await this.#findings(job, onPacket);
    if (this.#lost === undefined && !this.#signal.aborted && isInDoubt(findings)) {
      const silence = await this.#liveness.check();
      if (silence !== undefined) this.#lose(silence);
    }
    this.#running.delete(job);
    // When the run is ended, its connections are closed, so the results say nothing about the broker.
    return this.#signal.aborted && isInDoubt(findings) ? this.#notRun(job) : findings;
  }

  async #findings(job: Job, onPacket: () => void): Promise<Findings> {
    const { topicPrefix } = this.#options;
    const onEvent = (event: LabEvent) => {
      if (event.type === 'packet' && event.entry.kind === 'packet' && event.entry.direction === 'to-broker')
        onPacket();
    };
    const end = { en: `${job.name} to end`, ja: `${job.name} が終わること` };
    const deadline = new JobDeadline(end, JOB_DEADLINE_MS);
    const signal = AbortSignal.any([this.#signal, deadline.signal]);
    try {
      return await deadline.of(job.run(deadline.around(this.#broker), { topicPrefix, onEvent, signal }));
    } catch (error) {
      const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      return unrun(job, { result: 'not-run', reason: { en: words, ja: words } });
    }
  }

  #lose(silence: Text): void {
    if (this.#lost !== undefined) return;
    const names = [...this.#running].map(({ name }) => name).join(', ');
    this.#lost = {
      en: `${silence.en} (running then: ${names})`,
      ja: `${silence.ja}(そのとき実行中: ${names})`,
    };
    this.#left.abort();
  }

  #notRun(job: Job): Findings {
    return unrun(job, { result: 'not-run', reason: this.#lost ?? interrupted });
  }
}

/** Whether a broker that no longer runs could have caused these results. */
const isInDoubt = ({ claims, observed }: Findings): boolean =>
  claims.some((claim) => isUnwelcome(claim) || wasHungUpOn(claim)) ||
  observed.some(({ seen }) => seen === undefined);

const isUnwelcome = ({ result, judged, leftOut }: ClaimRun): boolean =>
  (result === 'not-run' && !leftOut) ||
  (result === 'broken' && (judged === undefined || isUnexpected(judged)));

const wasHungUpOn = ({ evidence }: ClaimRun): boolean =>
  evidence?.entries.some(
    (entry) =>
      entry.kind === 'connection' &&
      (entry.what === 'closed-by-broker' || entry.what === 'broker-unreachable'),
  ) === true;
