import { CannotRunError } from '../base/errors.ts';
import type { Text } from '../base/text.ts';
import { isOneClient } from '../brokers/access/client-ids.ts';
import type { Broker } from '../brokers/broker.ts';
import { behindGate, type Gated } from '../brokers/clouds/gate/behind-gate.ts';
import type { ProtocolVersion } from '../protocol/version.ts';
import { cleanUp } from './clean-up/clean-up.ts';
import { Footprint } from './clean-up/footprint.ts';
import { Clients, type Reach } from './clients.ts';
import { LAB_QUIET_MS, labContext, type Told } from './context.ts';
import type { Observation, Remark } from './events.ts';
import { Identity } from './identity.ts';
import { Judge } from './judge.ts';
import type { LabDefinition } from './lab.ts';
import type { LabRun, RunOptions, TakenStep } from './lab-run.ts';
import { endpointOf, mainScheme, Network } from './network.ts';
import { outcomeOf } from './outcome.ts';
import { Programs } from './programs.ts';
import { OwnBrokers } from './set-up/brokers-of-run.ts';
import { UnsupportedError } from './set-up/unsupported.ts';
import { controlQuestion } from './silence/control-question.ts';
import { ProvedSilence } from './silence/proved-silence.ts';
import { Timekeeper } from './silence/timekeeper.ts';
import { interrupted } from './terminal/interrupted.ts';

/**
 * Runs a lab on a broker. It never throws for what happens in the lab: the outcome says `holds` (every claim that
 * the broker supports was judged, and holds), `broken`, or `could-not-run`. Afterwards, the run's clients, retained messages
 * and sessions are removed.
 */
export async function runLab(lab: LabDefinition, broker: Broker, options: RunOptions = {}): Promise<LabRun> {
  let refuse = (_why: Text) => {};
  await using gated = await behindGate(broker, (why) => refuse(why));
  const run = new Run(lab, gated, options);
  refuse = (why) => run.goesBeyond(why);
  const ran = await run.toTheEnd();
  return { ...ran, ...(gated.excess && { excess: gated.excess }) };
}

class Run {
  readonly #lab: LabDefinition;
  readonly #broker: Broker;
  readonly #ask: typeof controlQuestion;
  readonly #options: RunOptions;
  readonly #protocolVersion: ProtocolVersion;
  readonly #identity: Identity;
  readonly #footprint = new Footprint();
  readonly #network: Network;
  readonly #silence: ProvedSilence;
  readonly #clients: Clients;
  readonly #programs = new Programs();
  readonly #ownBrokers: OwnBrokers;
  readonly #judge: Judge;
  readonly #observations: Observation[] = [];
  readonly #remarks: Remark[] = [];
  readonly #startedAt = performance.now();
  readonly #ended = Promise.withResolvers<never>();
  readonly #steps: TakenStep[] = [];
  readonly #time: Timekeeper;
  #beyond: UnsupportedError | undefined;

  constructor(lab: LabDefinition, gated: Gated, options: RunOptions) {
    const { broker } = gated;
    this.#lab = lab;
    this.#broker = broker;
    this.#ask = async (asked) => {
      await gated.idle();
      return controlQuestion(asked);
    };
    this.#options = options;
    this.#protocolVersion = options.protocolVersion ?? 5;
    this.#identity = new Identity(options.topicPrefix, options.stranger, broker.clientIds);
    this.#judge = new Judge(lab, broker, this.#protocolVersion, {
      mayJudge: () => {
        if (this.#beyond !== undefined) throw this.#beyond;
      },
      mayBlame: () => this.#time.mayBlame(),
    });
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
    this.#ownBrokers = new OwnBrokers({
      broker,
      clients: this.#clients,
      network: this.#network,
      silence: this.#silence,
      patienceWith: (own) => this.#silenceOf(own).afterQuiet(LAB_QUIET_MS),
    });
    this.#ended.promise.catch(() => {});
    const isAboutTime = lab.aboutTime?.includes(this.#protocolVersion) === true;
    const witness = { broker, identity: this.#identity, protocolVersion: this.#protocolVersion };
    this.#time = new Timekeeper(isAboutTime, witness);
  }

  /** Ends the run: one of its packets was beyond a limit of the broker, and was not sent. */
  goesBeyond(why: Text): void {
    this.#beyond ??= new UnsupportedError(why);
    this.#ended.reject(this.#beyond);
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
    await this.#time[Symbol.asyncDispose]();
    const dirty = await this.#cleanUp();
    // A broker that we started loses everything when it stops.
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
      return this.#time.reasonOf(error);
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
      ownBrokers: this.#ownBrokers,
      judge: this.#judge,
      network: this.#network,
      silence: this.#silence,
      silenceOf: (broker) => this.#silenceOf(broker),
      tap,
      observations: this.#observations,
      tell: (event) => this.#tell(event),
      isForStage: this.#options.isForStage ?? false,
      enter: (step) => {
        this.#steps.push({ ...step, at: this.#network.now() });
      },
    });
    await this.#lab.run(context);
    const [unfired] = await this.#network.unfired();
    if (unfired) throw demonstrationMissing(unfired);
  }

  #silenceOf(broker: Broker): ProvedSilence {
    const asked = { broker, identity: this.#identity, protocolVersion: this.#protocolVersion };
    return new ProvedSilence(asked, this.#ask);
  }

  #newClients(url: Reach['url']): Clients {
    return new Clients({
      protocolVersion: this.#protocolVersion,
      identity: this.#identity,
      home: {
        credentials: this.#broker.credentials,
        patience: this.#silence.afterQuiet(LAB_QUIET_MS),
        url,
      },
      onLost: (error) => this.#ended.reject(error),
    });
  }

  /** The error that kept the run from removing what it left on the broker, if there is one. */
  async #cleanUp(): Promise<unknown> {
    const direct = async () => endpointOf(this.#broker, mainScheme(this.#broker));
    const end = async () => {
      await Promise.all([this.#clients.end(), this.#programs.end()]);
      if (isOneClient(this.#broker.clientIds)) this.#identity.free();
      await this.#network[Symbol.asyncDispose]();
      await this.#ownBrokers[Symbol.asyncDispose]();
    };
    return cleanUp({
      end,
      footprint: this.#footprint,
      cleaners: this.#newClients(direct),
      patience: this.#silence,
    });
  }

  /** @param beside another error, from after the end of the lab */
  #conclude(error: unknown, beside: unknown): LabRun {
    const { judged, unsupported } = this.#judge;
    for (const claim of unsupported) this.#tell({ type: 'unsupported', ...claim });
    const { outcome, reason } = outcomeOf(this.#judge, { error, beside, step: this.#steps.at(-1) });
    this.#tell({ type: 'done', outcome, ...(reason && { reason }) });
    const { name, version, origin } = this.#broker;
    return {
      lab: { id: this.#lab.id, title: this.#lab.title },
      ...(this.#lab.lanes && { lanes: this.#lab.lanes }),
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
      ran: this.#time.ran,
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

const demonstrationMissing = (unfired: Text) =>
  new CannotRunError('fault-not-fired', unfired, {
    en: 'the lab did not show everything that it claims; see its packets',
    ja: 'ラボが見せるはずのことが起きていません。パケットを見てください',
  });
