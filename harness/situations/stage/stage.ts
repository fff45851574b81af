import { settlesWithin } from '../../base/deadline.ts';
import type { Text } from '../../base/text.ts';
import type { Exit } from '../../clients/program.ts';
import type { PacketEntry, PacketType, TraceEntry } from '../../protocol/packet.ts';
import { openTap, type Tap } from '../../wire/tap/tap.ts';
import { Trace } from '../../wire/trace/trace.ts';
import type { Address, Cast, Performer } from '../performer.ts';
import { NotReached } from '../situation.ts';
import { StageBroker } from './broker.ts';
import type { StageCertificates } from './certificates.ts';
import { TlsFront } from './tls-front.ts';

/** Milliseconds of own time that a client may take for what its rehearsal has shown. */
const USUAL_MS = 8_000;
/** Milliseconds of own time in which a client connects again, if it does. */
export const RETURN_MS = 6_000;
/** Without a packet for so long, in milliseconds, nothing goes on any more; where the client owes an answer, later. */
const QUIET_MS = { usual: 300, owed: 1_500 };
/** How long it may go on, in milliseconds, before it is asked all the same. */
const LONGEST_MS = 3_000;
/** How long the last question may stay unanswered, in milliseconds. */
const LAST_ANSWER_MS = 5_000;

const never = new Promise<never>(() => {});

export interface StageOptions {
  readonly certificates: StageCertificates;
  readonly certificate?: keyof StageCertificates['pairs'] | undefined;
  readonly signal: AbortSignal;
}

/** Where a client is put into a situation: a broker of ours, and a tap in front of it. One client, one run. */
export class Stage implements AsyncDisposable {
  readonly broker: StageBroker;
  readonly tap: Tap;
  readonly trace: Trace;
  /** Connections on which the last question was answered. */
  readonly attended = new Set<number>();
  readonly #address: Address;
  readonly #front: TlsFront | undefined;
  readonly #signal: AbortSignal;
  #performer: Performer | undefined;
  #exit: Exit | undefined;

  private constructor(
    broker: StageBroker,
    tap: Tap,
    trace: Trace,
    front: TlsFront | undefined,
    options: StageOptions,
  ) {
    this.broker = broker;
    this.tap = tap;
    this.trace = trace;
    this.#front = front;
    this.#signal = options.signal;
    const port = front?.port ?? Number(new URL(tap.url).port);
    const url = `${front ? 'mqtts' : 'mqtt'}://127.0.0.1:${port}`;
    this.#address = { url, host: '127.0.0.1', port, ca: options.certificates.authorityFile };
  }

  static async open(options: StageOptions): Promise<Stage> {
    const { certificate, certificates } = options;
    const broker = await StageBroker.open();
    const trace = new Trace();
    const tap = await openTap(`mqtt://127.0.0.1:${broker.port}`, {
      nameOf: () => 'client',
      onEntry: (entry) => trace.add(entry),
    });
    const front =
      certificate && (await TlsFront.open(certificates.pairs[certificate], Number(new URL(tap.url).port)));
    return new Stage(broker, tap, trace, front, options);
  }

  /** How many connections began with a TLS handshake; 0 on a stage without a certificate. */
  get hellos(): number {
    return this.#front?.hellos ?? 0;
  }

  /** How the client ended by itself. */
  get exit(): Exit | undefined {
    return this.#exit;
  }

  get lines(): readonly string[] {
    return this.#performer?.lines ?? [];
  }

  start(cast: Cast): void {
    this.#performer = cast(this.#address);
    this.#performer.ended.then(
      (exit) => {
        this.#exit ??= exit;
      },
      () => {},
    );
  }

  /**
   * The first packet that fits, recorded already or awaited; after another entry, if one is given.
   * @throws NotReached where it does not come in `ms` milliseconds of own time, or the client ends without it
   */
  async next(
    awaited: Text,
    fits: (packet: PacketEntry) => boolean,
    { after, ms = USUAL_MS }: { readonly after?: TraceEntry; readonly ms?: number } = {},
  ): Promise<PacketEntry> {
    const entries = [...this.trace];
    const begin = after === undefined ? 0 : entries.indexOf(after) + 1;
    const isWanted = (entry: TraceEntry): entry is PacketEntry => entry.kind === 'packet' && fits(entry);
    const present = entries.slice(begin).find(isWanted);
    if (present !== undefined) return present;
    const { promise, resolve } = Promise.withResolvers<PacketEntry>();
    using _watch = this.trace.watch((entry) => {
      if (isWanted(entry)) resolve(entry);
    });
    const comes = await settlesWithin(Promise.race([promise, this.#isOver()]), ms);
    if (comes && this.#exit === undefined && !this.#signal.aborted) return promise;
    // It may have come with the client's end.
    const late = await Promise.race([promise, undefined]);
    if (late !== undefined) return late;
    throw new NotReached(
      this.#exit === undefined ? didNotCome(awaited, ms) : endedBefore(awaited, this.#exit),
    );
  }

  /** @see next */
  sent(type: PacketType, qos?: number): Promise<PacketEntry> {
    const words = qos === undefined ? type : `${type} (QoS ${qos})`;
    return this.next({ en: words, ja: words }, (packet) => {
      if (packet.type !== type || packet.direction !== 'to-broker') return false;
      return qos === undefined || packet.fields.qos === qos;
    });
  }

  /** The CONNECT of the next connection after an entry. @throws NotReached where the client does not come back */
  returns(after: TraceEntry): Promise<PacketEntry> {
    const awaited = { en: 'another CONNECT', ja: '次の CONNECT' };
    return this.next(awaited, ({ type }) => type === 'CONNECT', { after, ms: RETURN_MS });
  }

  /** Waits so many milliseconds of own time, or until the client has ended. */
  async waits(ms: number): Promise<void> {
    await settlesWithin(this.#isOver(), ms);
  }

  /** Waits until nothing has crossed the tap for a while. */
  async quiet(ms: number = QUIET_MS.usual, longest: number = LONGEST_MS): Promise<void> {
    for (let left = longest; left > 0; left -= ms) {
      const before = this.trace.length;
      if (await settlesWithin(this.#isOver(), ms)) return;
      if (this.trace.length === before) return;
    }
  }

  /** Waits until nothing goes on any more, and asks the last question. */
  async settle(): Promise<void> {
    await this.quiet();
    if (this.broker.connection?.isOwed) await this.quiet(QUIET_MS.owed);
    const { connection } = this.broker;
    const last = [...this.trace].findLast(isConnect)?.connection;
    if (connection?.isOpen !== true || last === undefined || this.#signal.aborted) return;
    if (await connection.ask(LAST_ANSWER_MS)) this.attended.add(last);
  }

  /** Stops the client, and says how it ended if it was before that. */
  async stop(): Promise<void> {
    this.#exit ??= await Promise.race([this.#performer?.ended, undefined]);
    const exit = this.#exit;
    await this.#performer?.stop();
    this.#exit = exit;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.tap.close();
    await this.#front?.[Symbol.asyncDispose]();
    await this.broker[Symbol.asyncDispose]();
    await this.stop();
  }

  #isOver(): Promise<unknown> {
    if (this.#signal.aborted) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#signal.addEventListener('abort', () => resolve(), { once: true });
    return Promise.race([promise, this.#performer?.ended ?? never]);
  }
}

const isConnect = (entry: TraceEntry): entry is PacketEntry =>
  entry.kind === 'packet' && entry.type === 'CONNECT';

const didNotCome = ({ en, ja }: Text, ms: number): Text => ({
  en: `${en} did not come within ${ms / 1_000} s`,
  ja: `${ms / 1_000} 秒以内に ${ja} が来なかった`,
});

const endedBefore = ({ en, ja }: Text, { code }: Exit): Text => ({
  en: `the program ended (exit code ${code}) before ${en}`,
  ja: `${ja} の前にプログラムが終了した(終了コード ${code})`,
});
