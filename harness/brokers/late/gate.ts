import { randomBytes } from 'node:crypto';
import type { PacketEntry, TraceEntry } from '../../protocol/packet.ts';
import type { ProtocolVersion } from '../../protocol/version.ts';
import { openTap, type Tap } from '../../wire/tap/tap.ts';
import type { Who } from '../probe/connack.ts';
import { HeldSubacks, SwallowedProbes } from './faults.ts';
import { ProbeClient } from './probe-client.ts';
import { type Granted, Subscriptions } from './subscriptions.ts';
import { untilOneComes } from './until-one-comes.ts';

/** How long a SUBACK is kept back at most, in ms. After that the broker is judged as it is. */
const DEADLINE_MS = 10_000;

/** A door to a broker whose subscriptions become effective late. */
export interface Gate {
  readonly url: string;
  stop(): Promise<void>;
}

/** Who probes the broker behind the gate. */
export interface Prober extends Who {
  readonly protocolVersion: ProtocolVersion;
  /** The first level(s) of the topics that are the prober's own. */
  readonly topicPrefix: string;
  /** How the payloads of probes begin: the same at all gates of a broker, because its clients get those of the other gates. */
  readonly mark: string;
}

export const newMark = (): string => `probe${randomBytes(4).toString('hex')}`;

/**
 * Opens a gate: it keeps each SUBACK back until the subscription is effective, so that clients, taps and claims meet a broker
 * whose subscriptions are effective at SUBACK. Another client publishes probes at QoS 0 to a topic that the subscription
 * matches; the gate takes them out before any client sees one.
 *
 * Where that would disturb, or prove nothing (a shared subscription, one that overlaps with another of the same client, a client
 * with topic aliases or a maximum packet size), a second client subscribes to a topic of its own instead. It does so after the
 * SUBACK, so when its subscription is effective, the older one is, too.
 */
export async function openGate(address: string, prober: Prober): Promise<Gate> {
  const gate = new SettlingGate(address, prober);
  const tap = await openTap(address, {
    keeps: false,
    faults: gate.faults,
    onEntry: (entry) => gate.sees(entry),
  });
  return { url: tap.url, stop: () => gate.stop(tap) };
}

class SettlingGate {
  readonly faults: readonly [HeldSubacks, SwallowedProbes];
  readonly #address: string;
  readonly #prober: Prober;
  readonly #mark: string;
  readonly #own = randomBytes(4).toString('hex');
  readonly #subscriptions = new Subscriptions();
  /** What to call when a probe comes to a connection, by its proof. */
  readonly #awaited = new Map<string, { readonly connection: number; readonly came: () => void }>();
  readonly #publishers: ProbeClient[] = [];
  /** Publishers that publish nothing now. */
  readonly #idle: ProbeClient[] = [];
  #companion: Promise<ProbeClient> | undefined;
  #proofs = 0;

  constructor(address: string, prober: Prober) {
    this.#address = address;
    this.#prober = prober;
    this.#mark = prober.mark;
    this.faults = [
      new HeldSubacks((suback, sendOn) => {
        const granted = this.#subscriptions.granted(suback, this.#mark);
        // A broker that does not let itself be probed is judged as it is.
        this.#prove(suback.connection, granted).then(sendOn, sendOn);
      }),
      new SwallowedProbes(this.#mark, (payload, connection) => {
        const proof = this.#awaited.get(payload);
        if (proof?.connection === connection) proof.came();
      }),
    ];
  }

  sees(entry: TraceEntry): void {
    if (entry.kind === 'packet') this.#subscriptions.sees(entry satisfies PacketEntry);
    else if (entry.kind === 'connection' && entry.what.startsWith('closed')) {
      this.#subscriptions.closed(entry.connection);
    }
  }

  async stop(tap: Tap): Promise<void> {
    await tap.close();
    const companion = await this.#companion?.catch(() => undefined);
    const clients = [...this.#publishers, ...(companion === undefined ? [] : [companion])];
    await Promise.allSettled(clients.map((client) => client.leave()));
  }

  async #prove(connection: number, granted: readonly Granted[]): Promise<void> {
    if (granted.length === 0) return;
    const own = granted.flatMap(({ topic }) => topic ?? []);
    await Promise.all([
      ...own.map((topic) => this.#onConnection(connection, topic)),
      ...(own.length === granted.length ? [] : [this.#byCompanion()]),
    ]);
  }

  /** Probes a topic until a probe comes to the connection. */
  async #onConnection(connection: number, topic: string): Promise<void> {
    const payload = this.#newProof();
    await this.#untilItComes(topic, payload, connection);
  }

  /** Probes a subscription that the companion makes now. */
  async #byCompanion(): Promise<void> {
    const companion = await this.#openCompanion();
    const payload = this.#newProof();
    const topic = `${this.#prober.topicPrefix}/${payload.replaceAll(' ', '/')}`;
    companion.onMessage = (came) => this.#awaited.get(came)?.came();
    await companion.subscribe(topic);
    await this.#untilItComes(topic, payload, NOBODYS);
    await companion.unsubscribe(topic);
  }

  #newProof(): string {
    return `${this.#mark} ${this.#own} ${++this.#proofs}`;
  }

  /** Each publisher probes one subscription at a time: brokers limit how much one connection publishes in a second. */
  async #untilItComes(topic: string, payload: string, connection: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#awaited.set(payload, { connection, came: resolve });
    try {
      const publisher = await this.#publisher();
      await untilOneComes(() => publisher.publish(topic, payload), promise, DEADLINE_MS);
      this.#idle.push(publisher);
    } finally {
      this.#awaited.delete(payload);
    }
  }

  async #publisher(): Promise<ProbeClient> {
    for (let idle = this.#idle.pop(); idle !== undefined; idle = this.#idle.pop()) {
      if (idle.isOpen) return idle;
    }
    const opened = await this.#open();
    this.#publishers.push(opened);
    return opened;
  }

  /** It is opened on first use, and again after its connection has ended. */
  async #openCompanion(): Promise<ProbeClient> {
    const before = this.#companion;
    const opened = await before?.catch(() => undefined);
    if (opened?.isOpen) return opened;
    // Another subscription may have asked for it at the same time.
    const opening = this.#companion === before ? undefined : this.#companion;
    this.#companion = opening ?? this.#open();
    return this.#companion;
  }

  #open(): Promise<ProbeClient> {
    return ProbeClient.open(this.#address, this.#prober.protocolVersion, this.#prober);
  }
}

/** Not the number of a connection: they count from 1. */
const NOBODYS = 0;
