import { settlesWithin } from '../../base/deadline.ts';
import type { Text } from '../../base/text.ts';
import type { ConnectionEvent, PacketEntry, TraceEntry } from '../../protocol/packet.ts';
import { openTap, type Tap } from '../../wire/tap/tap.ts';
import type { Address, Cast } from '../cast.ts';
import type { Conduct } from '../conduct.ts';
import { Attendant } from './attendant.ts';
import { StageBroker } from './broker.ts';
import type { Certificate, StageCertificates } from './certificates.ts';
import { subscriptionFor } from './message.ts';
import { TlsFront } from './tls-front.ts';

/** A stage is quiet after so long without a packet, in milliseconds; longer if the client owes an answer. */
const QUIET_MS = { usual: 300, owed: 1_500 };
/** Longest wait for quiet before the half-close, in milliseconds. */
const LONGEST_MS = 3_000;
/** Longest wait for the reaction to the half-close, in milliseconds. */
const LAST_ANSWER_MS = 5_000;

/** Longest time from the client's start to its first connection, in milliseconds of own time. */
export const ARRIVAL_MS = 30_000;

export interface StageOptions {
  readonly certificates: StageCertificates;
  /** By default plain TCP. */
  readonly certificate?: Certificate | undefined;
  /** Whether there is a second server that a Server Reference can name. */
  readonly hasElsewhere?: boolean | undefined;
  /** Milliseconds from CONNECT until the client has done everything of its rehearsal; by default 0. */
  readonly takes?: number;
  /** Ends every wait. */
  readonly signal: AbortSignal;
}

interface Parts {
  readonly broker: StageBroker;
  readonly elsewhere: StageBroker | undefined;
  readonly tap: Tap;
  readonly front: TlsFront | undefined;
}

/** The place of one run of one client: our own broker, with a tap in front. */
export class Stage extends Attendant implements AsyncDisposable {
  readonly broker: StageBroker;
  /** The server that a Server Reference names. */
  readonly elsewhere: StageBroker | undefined;
  readonly tap: Tap;
  /** Connections on which the client reacted to the half-close. */
  readonly attended = new Set<number>();
  readonly #front: TlsFront | undefined;
  readonly #address: Address;

  private constructor({ broker, elsewhere, tap, front }: Parts, options: StageOptions) {
    super(options.signal, options.takes ?? 0);
    this.broker = broker;
    this.elsewhere = elsewhere;
    this.tap = tap;
    this.#front = front;
    const port = front?.port ?? portOf(tap);
    const url = `${front ? 'mqtts' : 'mqtt'}://127.0.0.1:${port}`;
    this.#address = { url, host: '127.0.0.1', port, ca: options.certificates.authorityFile };
  }

  static async open(options: StageOptions): Promise<Stage> {
    const { certificate, certificates, hasElsewhere = false } = options;
    const broker = await StageBroker.open();
    const elsewhere = hasElsewhere ? await StageBroker.open() : undefined;
    const onEntry = (entry: TraceEntry) => stage.trace.add(entry);
    const tap = await openTap(`mqtt://127.0.0.1:${broker.port}`, { nameOf: () => 'client', onEntry });
    const front = certificate && (await TlsFront.open(certificates.pairs[certificate], portOf(tap)));
    const stage = new Stage({ broker, elsewhere, tap, front }, options);
    return stage;
  }

  /** Number of connections that began with a TLS handshake; 0 on a stage without a certificate. */
  get hellos(): number {
    return this.#front?.hellos ?? 0;
  }

  /** Starts the client. Returns whether it connected, or began a TLS handshake, within `ms` and before it ended. */
  async start(cast: Cast, ms: number = ARRIVAL_MS): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<void>();
    using _watch = this.trace.watch(() => resolve());
    this.follow(cast(this.#address));
    await this.awaits(this.#front?.greeted ?? promise, ms);
    return this.#front === undefined ? this.trace.length > 0 : this.hellos > 0;
  }

  /** The SUBACK of the subscription through which messages of this QoS reach the client. @throws NotReached */
  subscribed(conduct: Conduct, qos: number): Promise<PacketEntry> {
    const filter = subscriptionFor(conduct, qos)?.filter ?? '';
    const awaited: Text = { en: `a subscription to ${filter}`, ja: `${filter} のサブスクリプション` };
    const isThere = () => this.broker.connection?.session?.subscriptions.has(filter) === true;
    return this.next(awaited, ({ type }) => type === 'SUBACK' && isThere());
  }

  /** Cuts the client's connection, if it has one. Returns the last entry of the trace then. */
  cut(): TraceEntry {
    const name = this.#clientName;
    if (!this.isClosed && name !== undefined) this.tap.cutNow(name);
    const last = [...this.trace].at(-1);
    if (last === undefined) throw this.missing({ en: 'a connection', ja: '接続' }, 0);
    return last;
  }

  /** The tap's name for the client on its latest connection: the broker may have assigned its id. */
  get #clientName(): string | undefined {
    const entries = [...this.trace];
    const number = entries.findLast(isConnect)?.connection;
    const last = entries.findLast((entry) => entry.kind === 'packet' && entry.connection === number);
    return last?.kind === 'packet' ? last.client : undefined;
  }

  /** Whether the client's latest connection has ended. */
  get isClosed(): boolean {
    const entries = [...this.trace];
    const last = entries.findLast(isConnect)?.connection;
    return entries.some((entry) => {
      return entry.kind === 'connection' && entry.connection === last && ends.includes(entry.what);
    });
  }

  /** Waits until the latest connection has ended, at most so many milliseconds of own time. */
  async closes(ms: number): Promise<void> {
    if (this.isClosed) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    using _watch = this.trace.watch(() => {
      if (this.isClosed) resolve();
    });
    await settlesWithin(promise, ms);
  }

  /** @throws NotReached if the client has not begun a TLS handshake */
  requireHandshake(): void {
    if (this.hellos === 0)
      throw this.missing({ en: 'a TLS handshake', ja: 'TLS のハンドシェイク' }, ARRIVAL_MS);
  }

  /** Waits until the stage is quiet. */
  override quiet(ms: number = QUIET_MS.usual, longest: number = LONGEST_MS): Promise<void> {
    return super.quiet(ms, longest);
  }

  /** Waits until the stage is quiet, and half-closes the last connection. */
  async settle(): Promise<void> {
    await this.quiet();
    if (this.broker.connection?.isOwed) await this.quiet(QUIET_MS.owed);
    const last = [...this.trace].findLast(isConnect)?.connection;
    if (this.exit !== undefined) {
      // A program that has ended answers nothing; the end of its connection may be reported a little later.
      if (last !== undefined) await this.closes(QUIET_MS.owed);
      return;
    }
    const { connection } = this.broker;
    if (connection?.isOpen !== true || last === undefined || this.isInterrupted) return;
    if (await connection.ask(LAST_ANSWER_MS)) this.attended.add(last);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.tap.close();
    await this.#front?.[Symbol.asyncDispose]();
    await this.broker[Symbol.asyncDispose]();
    await this.elsewhere?.[Symbol.asyncDispose]();
    await this.stop();
  }
}

const portOf = (tap: Tap): number => Number(new URL(tap.url).port);

const ends: readonly ConnectionEvent[] = [
  'closed-by-client',
  'closed-by-broker',
  'broker-unreachable',
  'cut',
  'closed-by-tap',
];

const isConnect = (entry: TraceEntry): entry is PacketEntry =>
  entry.kind === 'packet' && entry.type === 'CONNECT';
