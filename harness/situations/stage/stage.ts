import { settlesWithin } from '../../base/deadline.ts';
import { ownStopwatch } from '../../base/own-time.ts';
import type { Text } from '../../base/text.ts';
import { connectionEnds, type PacketEntry, type TraceEntry } from '../../protocol/packet.ts';
import { openTap, type Tap } from '../../wire/tap/tap.ts';
import { connectionsOf } from '../claims/reading.ts';
import type { Address, StartClient } from '../client-under-test.ts';
import type { Conduct } from '../conduct.ts';
import { Attendant } from './attendant.ts';
import { StageBroker } from './broker.ts';
import type { Certificate, StageCertificates } from './certificates.ts';
import { subscriptionFor } from './message.ts';
import { TlsFront } from './tls-front.ts';

/** How long there is no packet until a situation counts as over, in milliseconds; longer if the client owes an answer. */
const QUIET_MS = { usual: 300, owed: 1_500 };
/** How long it may go on, in milliseconds, before the client is asked all the same. */
const LONGEST_MS = 3_000;
/** How long the last question may stay unanswered, in milliseconds. */
const LAST_ANSWER_MS = 5_000;
/**
 * A client that answers the last question in this part of the time that it left its connection open was at work meanwhile. It
 * must also answer in this many milliseconds by the clock: while this process stands still, its own time does not count how long
 * a program takes to end.
 */
const PROMPT = { part: 0.1, ms: 500 };

/** How long a client may take from its start until it connects for the first time, in milliseconds of own time. */
export const ARRIVAL_MS = 30_000;

export interface StageOptions {
  readonly certificates: StageCertificates;
  /** Plain TCP if left out. */
  readonly certificate?: Certificate | undefined;
  /** Whether there is a second server, which a Server Reference may name. */
  readonly hasElsewhere?: boolean | undefined;
  /** Milliseconds from CONNECT until the client has done all that its rehearsal has shown; 0 if left out. */
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

/** Puts one client into one situation: a broker of this project, and a tap in front of it. */
export class Stage extends Attendant implements AsyncDisposable {
  readonly broker: StageBroker;
  /** The server that a Server Reference names. */
  readonly elsewhere: StageBroker | undefined;
  readonly tap: Tap;
  /** Connections on which the last question was answered. */
  readonly attended = new Set<number>();
  readonly #front: TlsFront | undefined;
  readonly #address: Address;
  #arrival = 0;

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
    const onTooMuch = () => stage.overdo();
    const broker = await StageBroker.open(onTooMuch);
    const elsewhere = hasElsewhere ? await StageBroker.open(onTooMuch) : undefined;
    const onEntry = (entry: TraceEntry) => stage.#record(entry);
    const tap = await openTap(`mqtt://127.0.0.1:${broker.port}`, { nameOf: () => 'client', onEntry });
    const front = certificate && (await TlsFront.open(certificates.pairs[certificate], portOf(tap)));
    const stage = new Stage({ broker, elsewhere, tap, front }, options);
    return stage;
  }

  #record(entry: TraceEntry): void {
    this.trace.add(entry);
    if (entry.kind === 'dropped') this.overdo();
  }

  /** No connection is left, so a flood takes no time from the other stages. */
  protected override overdo(): void {
    super.overdo();
    // Closing it again waits for the same end, and does not fail.
    this.tap.close().catch(() => {});
  }

  /** How many connections began with a TLS handshake; 0 on a stage without a certificate. */
  get hellos(): number {
    return this.#front?.hellos ?? 0;
  }

  /** How long the client took from its start until it connected, in milliseconds. */
  get arrival(): number {
    return this.#arrival;
  }

  /** Starts the client. Returns whether it has connected, or begun a TLS handshake, before it ended and in `ms`. */
  async start(startClient: StartClient, ms: number = ARRIVAL_MS): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<void>();
    using _watch = this.trace.watch(() => resolve());
    const began = performance.now();
    this.follow(startClient(this.#address));
    await this.awaits(this.#front?.greeted ?? promise, ms);
    this.#arrival = performance.now() - began;
    return this.#front === undefined ? this.trace.length > 0 : this.hellos > 0;
  }

  /** The SUBACK for the subscription at which messages of this QoS reach the client. @throws NotReached */
  subscribed(conduct: Conduct, qos: number): Promise<PacketEntry> {
    const filter = subscriptionFor(conduct, qos)?.filter ?? '';
    const awaited: Text = { en: `a subscription to ${filter}`, ja: `${filter} のサブスクリプション` };
    const isThere = () => this.broker.connection?.session?.subscriptions.has(filter) === true;
    return this.next(awaited, ({ type }) => type === 'SUBACK' && isThere());
  }

  /** Cuts the client's connection, if it has one. Returns where in the trace that is. */
  cut(): TraceEntry {
    const name = this.#clientName;
    if (!this.isClosed && name !== undefined) this.tap.cutNow(name);
    const last = [...this.trace].at(-1);
    if (last === undefined) throw this.missing({ en: 'a connection', ja: '接続' }, 0);
    return last;
  }

  /** What the tap calls the client on its latest connection: it may have left its id to the broker. */
  get #clientName(): string | undefined {
    const entries = [...this.trace];
    const number = entries.findLast(isConnect)?.connection;
    const last = entries.findLast((entry) => entry.kind === 'packet' && entry.connection === number);
    return last?.kind === 'packet' ? last.client : undefined;
  }

  /** Whether the client's latest connection has come to its end. */
  get isClosed(): boolean {
    const entries = [...this.trace];
    const last = entries.findLast(isConnect)?.connection;
    return entries.some((entry) => {
      return entry.kind === 'connection' && entry.connection === last && connectionEnds.has(entry.what);
    });
  }

  /** Waits until the latest connection has ended, for at most `ms` milliseconds of own time. */
  async closes(ms: number): Promise<void> {
    if (this.isClosed) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    using _watch = this.trace.watch(() => {
      if (this.isClosed) resolve();
    });
    await settlesWithin(promise, ms);
  }

  /** @throws NotReached where the client has not begun a TLS handshake when it was started */
  requireHandshake(): void {
    if (this.hellos === 0)
      throw this.missing({ en: 'a TLS handshake', ja: 'TLS のハンドシェイク' }, ARRIVAL_MS);
  }

  /** Waits until no more packets come. */
  override quiet(ms: number = QUIET_MS.usual, longest: number = LONGEST_MS): Promise<void> {
    return super.quiet(ms, longest);
  }

  /** Waits until no more packets come, and asks the last question. */
  async settle(): Promise<void> {
    await this.quiet();
    using time = ownStopwatch();
    if (this.broker.connection?.hasLeft) await this.closes(this.#timeToClose);
    else if (this.broker.connection?.isOwed) await this.quiet(QUIET_MS.owed);
    const last = [...this.trace].findLast(isConnect)?.connection;
    if (this.exit !== undefined) {
      // A program that has ended answers nothing; that its connection is closed may be told a little later.
      if (last !== undefined) await this.closes(QUIET_MS.owed);
      return;
    }
    const { connection } = this.broker;
    if (this.isOverdone) return;
    if (connection?.isOpen !== true || last === undefined || this.isClosed || this.isInterrupted) return;
    const asked = { own: time.ms, at: performance.now() };
    if (!(await connection.ask(LAST_ANSWER_MS))) return;
    // The last answer of a client that had said goodbye is what it owes anyway. A program that is about to end gives it late.
    const took = { own: time.ms - asked.own, wall: performance.now() - asked.at };
    const isPrompt = took.own <= PROMPT.part * asked.own && took.wall <= PROMPT.ms;
    if (!this.#hasLeft(last) || isPrompt) this.attended.add(last);
  }

  /** Whether the client sent DISCONNECT on a connection before either side closed. */
  #hasLeft(connection: number): boolean {
    const own = connectionsOf({ entries: [...this.trace], attended: this.attended });
    return own.find(({ number }) => number === connection)?.hasLeft === true;
  }

  /** A program that ends after DISCONNECT closes with its process, which takes no longer than its start did. */
  get #timeToClose(): number {
    return Math.max(QUIET_MS.owed, this.#arrival);
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

const isConnect = (entry: TraceEntry): entry is PacketEntry =>
  entry.kind === 'packet' && entry.type === 'CONNECT';
