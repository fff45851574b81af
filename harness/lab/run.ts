import type { IClientOptions } from 'mqtt';
import { within } from '../base/deadline.ts';
import { CannotRunError } from '../base/errors.ts';
import { type Standstill, watchStandstill } from '../base/standstill.ts';
import type { Text } from '../base/text.ts';
import type { Broker } from '../brokers/broker.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import type { Trace } from '../wire/trace/trace.ts';
import { Clients } from './clients.ts';
import { LAB_QUIET_MS, labContext, type Told } from './context.ts';
import {
  isUnexpected,
  type JudgedClaim,
  type LabEvent,
  type Observation,
  type Outcome,
  type Remark,
  type UnsupportedClaim,
} from './events.ts';
import { Footprint } from './footprint.ts';
import { Identity } from './identity.ts';
import { Judge } from './judge.ts';
import type { LabDefinition } from './lab.ts';
import { both, leftBehind } from './left-behind.ts';
import { endpointOf, mainScheme, Network } from './network.ts';
import { Programs } from './programs.ts';
import { ProvedSilence } from './silence/proved-silence.ts';
import { stoodStill, wasStarved } from './silence/too-busy.ts';
import { type CurrentStep, failure, unjudged } from './terminal/failure.ts';

export interface RunOptions {
  readonly protocolVersion?: ProtocolVersion;
  /** The first level(s) of every topic of this project on the broker. */
  readonly topicPrefix?: string;
  readonly onEvent?: (event: LabEvent) => void;
  /** Awaited before each step. */
  readonly beforeStep?: () => Promise<void>;
  /** Called when the lab fails, before the run cleans up and tells `done`. */
  readonly onFailure?: () => void;
  /** Ends the run early; what the run left on the broker is still removed. */
  readonly signal?: AbortSignal;
}

/** A step of a run; `at` is on the trace's clock. */
export interface TakenStep extends CurrentStep {
  readonly at: number;
}

export interface LabRun {
  readonly lab: Pick<LabDefinition, 'id' | 'title'>;
  readonly broker: Pick<Broker, 'name' | 'version' | 'origin'>;
  readonly protocolVersion: ProtocolVersion;
  /** The prefix of every topic of this run on the broker. */
  readonly topicPrefix: string;
  readonly outcome: Outcome;
  readonly steps: readonly TakenStep[];
  readonly claims: readonly JudgedClaim[];
  /** The claims that the lab did not judge because the broker lacks what they need. */
  readonly unsupported: readonly UnsupportedClaim[];
  readonly observations: readonly Observation[];
  /** What was said between the packets, in order; `at` is on the trace's clock. */
  readonly remarks: readonly Remark[];
  readonly trace: Trace;
  /** Whose programs took part, besides the lab's own clients, e.g. `paho-mqtt 2.1.0`. */
  readonly programs: readonly string[];
  /** How long this process stood still during the run. */
  readonly standstill: Pick<Standstill, 'longest' | 'slowest'>;
  /** Why the lab could not run, and at which step. */
  readonly reason?: Text;
  /** The error behind `reason`. */
  readonly error?: unknown;
}

/**
 * Runs a lab on a broker. It never throws for what happens in the lab: the outcome says `holds` (every claim that
 * the broker can be held to was judged, and holds), `broken`, or `could-not-run`. Clients, retained messages and sessions are gone afterwards.
 */
export async function runLab(lab: LabDefinition, broker: Broker, options: RunOptions = {}): Promise<LabRun> {
  const run = new Run(lab, broker, options);
  return run.toTheEnd();
}

class Run {
  readonly #lab: LabDefinition;
  readonly #broker: Broker;
  readonly #options: RunOptions;
  readonly #protocolVersion: ProtocolVersion;
  readonly #identity: Identity;
  readonly #footprint = new Footprint();
  readonly #network: Network;
  readonly #silence: ProvedSilence;
  readonly #clients: Clients;
  readonly #programs = new Programs();
  readonly #judge: Judge;
  readonly #observations: Observation[] = [];
  readonly #remarks: Remark[] = [];
  readonly #startedAt = performance.now();
  readonly #ended = Promise.withResolvers<never>();
  readonly #steps: TakenStep[] = [];
  readonly #standstill = watchStandstill();

  constructor(lab: LabDefinition, broker: Broker, options: RunOptions) {
    this.#lab = lab;
    this.#broker = broker;
    this.#options = options;
    this.#protocolVersion = options.protocolVersion ?? 5;
    this.#identity = new Identity(options.topicPrefix);
    this.#judge = new Judge(lab, broker, this.#protocolVersion, () => this.#mayBlame());
    this.#silence = this.#silenceOf(broker);
    this.#network = new Network(broker, this.#silence.afterQuiet(LAB_QUIET_MS), {
      nameOf: (clientId) => this.#identity.clientName(clientId),
      onEntry: (entry, elsewhere) => {
        if (!elsewhere) this.#footprint.watch(entry);
        this.#tell({ type: 'packet', entry });
      },
    });
    this.#clients = this.#newClients(async (scheme = mainScheme(broker)) => {
      const tap = await this.#network.tap(scheme);
      return tap.url;
    });
    this.#ended.promise.catch(() => {});
  }

  async toTheEnd(): Promise<LabRun> {
    const { name, version, origin } = this.#broker;
    this.#options.onEvent?.({
      type: 'start',
      lab: this.#lab.id,
      title: this.#lab.title,
      broker: { name, ...(version !== undefined && { version }), origin },
      protocolVersion: this.#protocolVersion,
      topicPrefix: this.#identity.topic(''),
    });
    const failed = await this.#body();
    if (failed !== undefined) this.#options.onFailure?.();
    this.#standstill[Symbol.dispose]();
    const dirty = await this.#cleanUp();
    // Whatever is left on a broker of ours goes with it.
    const isOurs = this.#broker.another !== undefined;
    return this.#conclude(failed ?? dirty, failed === undefined || isOurs ? undefined : dirty);
  }

  /** The error that ended the lab early, if there is one. */
  async #body(): Promise<unknown> {
    const { signal } = this.#options;
    const onAbort = () => this.#ended.reject(interrupted());
    if (signal?.aborted) onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      await Promise.race([this.#ended.promise, this.#script()]);
      return undefined;
    } catch (error) {
      return error;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  async #script(): Promise<void> {
    const tap = await this.#network.tap(mainScheme(this.#broker));
    const context = labContext({
      broker: this.#broker,
      protocolVersion: this.#protocolVersion,
      identity: this.#identity,
      clients: this.#clients,
      programs: this.#programs,
      judge: this.#judge,
      network: this.#network,
      silence: this.#silence,
      silenceOf: (broker) => this.#silenceOf(broker),
      tap,
      observations: this.#observations,
      tell: (event) => this.#tell(event),
      enter: async (step) => {
        await this.#options.beforeStep?.();
        this.#steps.push({ ...step, at: this.#network.now() });
      },
    });
    await this.#lab.run(context);
    const [unfired] = await this.#network.unfired();
    if (unfired) throw demonstrationMissing(unfired);
  }

  /** @throws CannotRunError `machine-too-busy` if this machine may have caused what was seen */
  #mayBlame(): void {
    const isAboutTime = this.#lab.aboutTime?.includes(this.#protocolVersion) === true;
    if (isAboutTime && wasStarved(this.#standstill)) throw stoodStill();
  }

  #silenceOf(broker: Broker): ProvedSilence {
    return new ProvedSilence({
      broker,
      identity: this.#identity,
      protocolVersion: this.#protocolVersion,
    });
  }

  #newClients(url: ConstructorParameters<typeof Clients>[0]['url']): Clients {
    return new Clients({
      protocolVersion: this.#protocolVersion,
      credentials: this.#broker.credentials,
      identity: this.#identity,
      patience: this.#silence.afterQuiet(LAB_QUIET_MS),
      url,
      onLost: (error) => this.#ended.reject(error),
    });
  }

  /** The error that kept the run from removing what it left on the broker, if there is one. */
  async #cleanUp(): Promise<unknown> {
    const direct = async () => endpointOf(this.#broker, mainScheme(this.#broker));
    const cleaners = this.#newClients(direct);
    try {
      await Promise.all([this.#clients.end(), this.#programs.end()]);
      await this.#network[Symbol.asyncDispose]();
      const connect = (options: IClientOptions) => cleaners.connect('cleaner', options);
      const cleared = this.#footprint.clear(connect, this.#silence);
      await within(cleared, forgetting, CLEAN_UP_DEADLINE_MS);
      return undefined;
    } catch (error) {
      const { left } = this.#footprint;
      return left.retained.length + left.sessions.length === 0 ? error : leftBehind(left, error);
    } finally {
      await cleaners.end();
    }
  }

  /** @param beside an error after the end of the lab */
  #conclude(error: unknown, beside: unknown): LabRun {
    const { judged, missing, unsupported } = this.#judge;
    for (const claim of unsupported) this.#tell({ type: 'unsupported', ...claim });
    const reason =
      error !== undefined
        ? both(failure(error, this.#steps.at(-1)), beside)
        : missing.length > 0
          ? unjudged(missing)
          : undefined;
    const broken = judged.some(isUnexpected);
    const outcome: Outcome = broken ? 'broken' : reason === undefined ? 'holds' : 'could-not-run';
    this.#tell({ type: 'done', outcome, ...(reason && { reason }) });
    const { name, version, origin } = this.#broker;
    return {
      lab: { id: this.#lab.id, title: this.#lab.title },
      broker: { name, version, origin },
      protocolVersion: this.#protocolVersion,
      topicPrefix: this.#identity.topic(''),
      outcome,
      steps: this.#steps,
      claims: judged,
      unsupported,
      observations: this.#observations,
      remarks: this.#remarks,
      trace: this.#network.trace,
      programs: this.#programs.whose,
      standstill: this.#standstill,
      ...(reason && { reason }),
      error,
    };
  }

  #tell(event: Told): void {
    if (isRemark(event)) {
      this.#remarks.push({ ...event, at: this.#network.now(), step: this.#steps.length });
    }
    this.#options.onEvent?.({ ...event, at: performance.now() - this.#startedAt });
  }
}

const isRemark = (event: Told): event is Extract<Told, Pick<Remark, 'type'>> =>
  ['note', 'claim', 'unsupported', 'observation'].includes(event.type);

/** More than for a packet: there may be a dozen sessions to end, on a broker that is busy with others. */
const CLEAN_UP_DEADLINE_MS = 60_000;
const forgetting: Text = { en: 'the broker to forget this run', ja: 'ブローカーの後片付け' };

const interrupted = () =>
  new CannotRunError(
    'interrupted',
    { en: 'interrupted', ja: '中断されました' },
    { en: 'run it again when you like', ja: 'いつでもやり直せます' },
  );

const demonstrationMissing = (unfired: Text) =>
  new CannotRunError('fault-not-fired', unfired, {
    en: 'the lab showed less than it says; see its packets',
    ja: 'ラボが見せるはずのことが起きていません。パケットを見てください',
  });
