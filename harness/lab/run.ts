import type { Broker, ProtocolVersion } from '../brokers/broker.ts';
import { within } from '../deadline.ts';
import { CannotRunError } from '../errors.ts';
import type { Text } from '../text.ts';
import { Clients } from './clients.ts';
import type { JudgedClaim, LabEvent, Observation, Outcome } from './events.ts';
import { type CurrentStep, failure, unjudged } from './failure.ts';
import { newFence } from './fence.ts';
import { Footprint } from './footprint.ts';
import { Identity } from './identity.ts';
import { Judge } from './judge.ts';
import type { Lab, LabDefinition } from './lab.ts';

export interface RunOptions {
  readonly protocolVersion?: ProtocolVersion;
  /** First level(s) of every topic of ours on the broker. */
  readonly topicPrefix?: string;
  readonly onEvent?: (event: LabEvent) => void;
  /** Ends the run; what it left on the broker is still removed. */
  readonly signal?: AbortSignal;
}

export interface LabRun {
  readonly outcome: Outcome;
  readonly claims: readonly JudgedClaim[];
  readonly observations: readonly Observation[];
  /** Why it could not run, and at which step. */
  readonly reason?: Text;
  /** What `reason` was made from. */
  readonly error?: unknown;
}

/**
 * Runs a lab on a broker. It never throws for what happens in the lab: the outcome says `holds` (every claim was
 * judged, and holds), `broken`, or `could-not-run`. Clients, retained messages and sessions are gone afterwards.
 */
export const runLab = (lab: LabDefinition, broker: Broker, options: RunOptions = {}): Promise<LabRun> =>
  new Run(lab, broker, options).toTheEnd();

class Run {
  readonly #lab: LabDefinition;
  readonly #broker: Broker;
  readonly #options: RunOptions;
  readonly #protocolVersion: ProtocolVersion;
  readonly #identity: Identity;
  readonly #footprint = new Footprint();
  readonly #clients: Clients;
  readonly #judge: Judge;
  readonly #observations: Observation[] = [];
  readonly #startedAt = performance.now();
  readonly #ended = Promise.withResolvers<never>();
  #step: CurrentStep | undefined;

  constructor(lab: LabDefinition, broker: Broker, options: RunOptions) {
    this.#lab = lab;
    this.#broker = broker;
    this.#options = options;
    this.#protocolVersion = options.protocolVersion ?? 5;
    this.#identity = new Identity(options.topicPrefix);
    this.#judge = new Judge(lab, this.#protocolVersion);
    this.#clients = this.#newClients(this.#footprint);
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
    });
    const error = (await this.#body()) ?? (await this.#cleanUp());
    return this.#conclude(error);
  }

  /** What ended the lab early, if anything did. */
  async #body(): Promise<unknown> {
    const { signal } = this.#options;
    const onAbort = () => this.#ended.reject(interrupted());
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      signal?.throwIfAborted();
      await Promise.race([this.#lab.run(this.#context()), this.#ended.promise]);
      return undefined;
    } catch (error) {
      await this.#cleanUp();
      return error;
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  #context(): Lab {
    return {
      broker: this.#broker,
      protocolVersion: this.#protocolVersion,
      topic: (name) => this.#identity.topic(name),
      connect: (name, options, how) => this.#clients.connect(name, options, how),
      connack: (client) => this.#clients.connack(client),
      inbox: (client) => this.#clients.inbox(client),
      fence: async (inbox, publisher, topic, qos) => {
        const fence = newFence();
        await publisher.publishAsync(topic, fence, { qos });
        return inbox.untilFence(fence);
      },
      step: (title, body) => {
        this.#step = { number: (this.#step?.number ?? 0) + 1, title };
        this.#tell({ type: 'step', ...this.#step });
        return body();
      },
      note: (text) => this.#tell({ type: 'note', text }),
      claim: async (id, expected, see) => {
        this.#tell({ type: 'claim', ...(await this.#judge.judge(id, expected, see)) });
      },
      observe: (id, says, seen) => {
        this.#observations.push({ id, says, seen });
        this.#tell({ type: 'observation', id, says, seen });
      },
    };
  }

  #newClients(footprint: Footprint): Clients {
    return new Clients({
      protocolVersion: this.#protocolVersion,
      credentials: this.#broker.credentials,
      identity: this.#identity,
      footprint,
      endpoint: async (scheme) => endpointOf(this.#broker, scheme),
      onLost: (error) => this.#ended.reject(error),
    });
  }

  /** What kept us from leaving the broker as we found it, if anything did. */
  async #cleanUp(): Promise<unknown> {
    const cleaners = this.#newClients(new Footprint());
    try {
      await this.#clients.end();
      const cleared = this.#footprint.clear((options) => cleaners.connect('cleaner', options));
      await within(cleared, { en: 'the broker to forget this run', ja: 'ブローカーの後片付け' });
      return undefined;
    } catch (error) {
      return error;
    } finally {
      await cleaners.end();
    }
  }

  #conclude(error: unknown): LabRun {
    const { judged, missing } = this.#judge;
    const reason =
      error !== undefined ? failure(error, this.#step) : missing.length > 0 ? unjudged(missing) : undefined;
    const broken = judged.some((claim) => claim.result === 'broken');
    const outcome: Outcome = broken ? 'broken' : reason === undefined ? 'holds' : 'could-not-run';
    this.#tell({ type: 'done', outcome, ...(reason && { reason }) });
    return { outcome, claims: judged, observations: this.#observations, ...(reason && { reason }), error };
  }

  #tell(event: DistributiveOmit<Exclude<LabEvent, { type: 'start' }>, 'at'>): void {
    this.#options.onEvent?.({ ...event, at: performance.now() - this.#startedAt });
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

const interrupted = () =>
  new CannotRunError(
    'interrupted',
    { en: 'interrupted', ja: '中断されました' },
    { en: 'run it again when you like', ja: 'いつでもやり直せます' },
  );

function endpointOf(broker: Broker, scheme: keyof Broker['endpoints']): string {
  const url = broker.endpoints[scheme] ?? Object.values(broker.endpoints)[0];
  if (url === undefined) throw new TypeError(`broker ${broker.name} lists no endpoint`);
  return url;
}
