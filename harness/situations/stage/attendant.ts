import { settlesWithin } from '../../base/deadline.ts';
import { same, type Text } from '../../base/text.ts';
import type { Exit } from '../../clients/program.ts';
import {
  type ConnectionEntry,
  type ConnectionEvent,
  connectionEnds,
  type PacketEntry,
  type PacketType,
  type TraceEntry,
} from '../../protocol/packet.ts';
import { interrupted } from '../../report/interrupted.ts';
import { connectionWords } from '../../wire/print/words.ts';
import { Trace } from '../../wire/trace/trace.ts';
import type { ClientUnderTest } from '../client-under-test.ts';
import { NotReached } from '../not-reached.ts';
import { isPing, kindOf } from './kind-of.ts';
import { didNotCome, endedBefore, sentTooMuch } from './missing.ts';

/** Milliseconds of own time that a client may take longer than in its rehearsal. */
const USUAL_MS = 8_000;
/** Milliseconds of own time in which a client that reconnects does so. */
const RETURN_MS = 6_000;
/** Longest time until the last packets of a program that has ended are read, in milliseconds of own time. */
const READ_MS = 1_500;

export interface NextOptions {
  /** Only later entries count. */
  readonly after?: TraceEntry;
  /** Milliseconds of own time. */
  readonly ms?: number;
}

const never = new Promise<never>(() => {});

/** Follows one client: the entries of the tap, and whether the program still runs. */
export class Attendant {
  readonly trace = new Trace();
  readonly #signal: AbortSignal;
  /** Milliseconds of own time that the client may take for everything of its rehearsal. */
  readonly #patience: number;
  readonly #overdone = Promise.withResolvers<void>();
  #isOverdone = false;
  #client: ClientUnderTest | undefined;
  #exit: Exit | undefined;
  /** Settles when the program has ended, and what it sent before has been read. */
  #over: Promise<unknown> = never;

  /** @param takes milliseconds from CONNECT until the client has done everything of its rehearsal */
  constructor(signal: AbortSignal, takes: number) {
    this.#signal = signal;
    this.#patience = USUAL_MS + takes;
  }

  /** How the client ended by itself. */
  get exit(): Exit | undefined {
    return this.#exit;
  }

  get isInterrupted(): boolean {
    return this.#signal.aborted;
  }

  /** Whether the client has sent more than can be recorded: then what it does after that is not known. */
  get isOverdone(): boolean {
    return this.#isOverdone;
  }

  /** Ends every wait, because the client has sent too much. */
  protected overdo(): void {
    this.#isOverdone = true;
    this.#overdone.resolve();
  }

  /** The client's output. */
  get lines(): readonly string[] {
    return this.#client?.lines ?? [];
  }

  follow(client: ClientUnderTest): void {
    this.#client = client;
    this.#over = client.ended.then((exit) => {
      this.#exit ??= exit;
      return this.#allRead();
    });
  }

  /** Stops the client. If it has ended by itself, that exit is kept. */
  async stop(): Promise<void> {
    // Lets an exit that has already happened be recorded first.
    await Promise.race([this.#client?.ended, undefined]);
    const exit = this.#exit;
    await this.#client?.stop();
    this.#exit = exit;
  }

  /**
   * The first matching packet, already recorded or awaited.
   * @throws NotReached if it does not come in time, or the client ends without it
   */
  next(
    awaited: Text,
    fits: (packet: PacketEntry) => boolean,
    options: NextOptions = {},
  ): Promise<PacketEntry> {
    const isWanted = (entry: TraceEntry): entry is PacketEntry => entry.kind === 'packet' && fits(entry);
    return this.#find(awaited, isWanted, options);
  }

  /** The first packet of this type that the client sends. @throws NotReached */
  sent(type: PacketType): Promise<PacketEntry> {
    return this.next(same(type), (packet) => packet.type === type && packet.direction === 'to-broker');
  }

  /** The next event of this kind on a connection. @throws NotReached */
  happens(what: ConnectionEvent): Promise<ConnectionEntry> {
    const isWanted = (entry: TraceEntry): entry is ConnectionEntry =>
      entry.kind === 'connection' && entry.what === what;
    return this.#find(connectionWords[what], isWanted, {});
  }

  /** The CONNECT of the next connection after an entry. @throws NotReached if the client does not reconnect */
  returns(after: TraceEntry): Promise<PacketEntry> {
    const awaited = { en: 'another CONNECT', ja: '次の CONNECT' };
    return this.next(awaited, ({ type }) => type === 'CONNECT', { after, ms: RETURN_MS });
  }

  /** Like {@link returns}; undefined if the client does not reconnect. */
  async comesBack(after: TraceEntry): Promise<PacketEntry | undefined> {
    try {
      return await this.returns(after);
    } catch (error) {
      if (error instanceof NotReached) return undefined;
      throw error;
    }
  }

  /** The CONNACK that accepts the client. @throws NotReached */
  accepted(): Promise<PacketEntry> {
    return this.next({ en: 'a CONNACK that accepts it', ja: '接続を認める CONNACK' }, ({ type, fields }) => {
      return type === 'CONNACK' && (fields.reasonCode ?? fields.returnCode) === 0;
    });
  }

  /** Waits for a number of milliseconds of own time, or until the client has ended. */
  async waits(ms: number): Promise<void> {
    await settlesWithin(this.#isOver(), ms);
  }

  /** Waits for a promise, for a limited number of milliseconds of own time. Returns whether it settled. */
  async awaits(something: Promise<unknown>, ms: number): Promise<boolean> {
    return settlesWithin(Promise.race([something, this.#isOver()]), ms);
  }

  /** Waits until nothing but pings has crossed the tap for `ms`, at most `longest`, both in milliseconds of own time. */
  async quiet(ms: number, longest: number): Promise<void> {
    let events = 0;
    using _watch = this.trace.watch((entry) => {
      if (!isPing(entry)) events++;
    });
    for (let left = longest; left > 0; left -= ms) {
      const before = events;
      if (await settlesWithin(this.#isOver(), ms)) return;
      if (events === before) return;
    }
  }

  /**
   * Waits until the client has sent nothing of a new kind for `ms`, at most `longest`, both in milliseconds of own time.
   */
  async nothingNew(ms: number, longest: number): Promise<void> {
    const kinds = new Set([...this.trace].map(kindOf));
    let onNew = () => {};
    using _watch = this.trace.watch((entry) => {
      const known = kinds.size;
      if (kinds.add(kindOf(entry)).size > known) onNew();
    });
    const began = performance.now();
    for (let left = longest; left > 0; left = began + longest - performance.now()) {
      const { promise, resolve } = Promise.withResolvers<void>();
      let isNew = false;
      onNew = () => {
        isNew = true;
        resolve();
      };
      await this.awaits(promise, Math.min(ms, left));
      if (!isNew) return;
    }
  }

  /** Describes what is missing. */
  missing(awaited: Text, ms: number): NotReached {
    if (this.isInterrupted) return new NotReached(interrupted);
    if (this.isOverdone) return new NotReached(sentTooMuch);
    return new NotReached(
      this.#exit === undefined ? didNotCome(awaited, ms) : endedBefore(awaited, this.#exit),
    );
  }

  async #find<E extends TraceEntry>(
    awaited: Text,
    isWanted: (entry: TraceEntry) => entry is E,
    { after, ms = this.#patience }: NextOptions,
  ): Promise<E> {
    const look = () => {
      const entries = [...this.trace];
      return entries.slice(after === undefined ? 0 : entries.indexOf(after) + 1).find(isWanted);
    };
    const { promise, resolve } = Promise.withResolvers<void>();
    using _watch = this.trace.watch((entry) => {
      if (isWanted(entry)) resolve();
    });
    if (look() === undefined) await this.awaits(promise, ms);
    const found = look();
    if (found === undefined) throw this.missing(awaited, ms);
    return found;
  }

  /** A program that ends right after it has sent something is over before its packets are read. */
  async #allRead(): Promise<void> {
    const isRead = () => this.trace.length > 0 && openConnections(this.trace).size === 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    using _watch = this.trace.watch(() => {
      if (isRead()) resolve();
    });
    if (!isRead()) await settlesWithin(promise, READ_MS);
  }

  #isOver(): Promise<unknown> {
    if (this.#signal.aborted) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#signal.addEventListener('abort', () => resolve(), { once: true });
    return Promise.race([promise, this.#overdone.promise, this.#over]);
  }
}

/** The numbers of the connections that have not come to their end. */
function openConnections(entries: Iterable<TraceEntry>): ReadonlySet<number> {
  const open = new Set<number>();
  for (const entry of entries) {
    if (entry.kind !== 'connection') continue;
    if (entry.what === 'opened') open.add(entry.connection);
    else if (connectionEnds.has(entry.what)) open.delete(entry.connection);
  }
  return open;
}
