import type { ConnectionEntry, PacketEntry, PacketType, TraceEntry } from '../../../protocol/packet.ts';
import type { Matter } from '../../matters.ts';
import { type Exchange, Exchanges } from './exchanges.ts';
import { type Folded, noneFolded } from './folded-words.ts';
import { isRoutine } from './routine.ts';

/** An entry that is shown. */
export interface Shown {
  readonly entry: TraceEntry;
  /** The earlier step that it answers. */
  readonly late?: number;
}

const acknowledgements: readonly PacketType[] = ['PUBACK', 'PUBREC', 'PUBREL', 'PUBCOMP'];
const subscriptionAnswers: readonly PacketType[] = ['SUBACK', 'UNSUBACK'];
const subscriptions: readonly PacketType[] = ['SUBSCRIBE', 'UNSUBSCRIBE'];

/**
 * Decides which packets of a run are shown, and counts the others: fences, and ordinary handshakes that the lab is not about.
 * Messages are always shown, and so is everything that is out of the ordinary.
 */
export class Folding {
  readonly #matters: ReadonlySet<Matter>;
  readonly #asides: readonly number[] | undefined;
  readonly #isWhole: (client: string) => boolean;
  /** The step in which each client last subscribed. */
  readonly #subscribed = new Map<string, number>();
  readonly #exchanges = new Exchanges();
  readonly #goodbyes = new Set<number>();
  #closed: ConnectionEntry[] = [];
  #step = 0;
  #folded = noneFolded();

  /**
   * @param asides on a tour of several labs: the steps whose packets are not shown. Of the other steps, only the packets that the
   * lab is about are shown.
   * @param isWhole whether every packet of this client is shown
   */
  constructor(
    matters: ReadonlySet<Matter>,
    asides?: readonly number[],
    isWhole = (_client: string) => false,
  ) {
    this.#matters = matters;
    this.#asides = asides;
    this.#isWhole = isWhole;
  }

  /** The entries to show after this one has come. */
  see(entry: TraceEntry): Shown[] {
    if (entry.kind === 'dropped') return [...this.settle(), { entry }];
    if (entry.kind === 'packet') return [...this.settle(), ...this.#packet(entry)];
    if (entry.what === 'opened' || entry.what === 'closed-by-tap') return [];
    if (entry.what !== 'closed-by-client') return [...this.settle(), { entry }];
    if (!this.#goodbyes.has(entry.connection)) this.#closed.push(entry);
    return [];
  }

  /** The connections that closed before the run went on. Those that the end of the run closes are not shown. */
  settle(): Shown[] {
    return this.#closed.splice(0).map((entry) => ({ entry }));
  }

  /** Packets from now on belong to this step. */
  begin(step: number): void {
    this.#step = step;
  }

  /** The counts of what was folded since the last call. */
  take(): Folded {
    const folded = this.#folded;
    this.#folded = noneFolded();
    return folded;
  }

  #packet(packet: PacketEntry): Shown[] {
    if (packet.type === 'DISCONNECT') this.#goodbyes.add(packet.connection);
    if (packet.type === 'SUBSCRIBE') this.#subscribed.set(packet.client, this.#step);
    const exchange = this.#exchanges.of(packet, this.#step);
    const kind = this.#kindOf(packet, exchange);
    if (kind !== undefined) {
      this.#folded[kind]++;
      return [];
    }
    const late = exchange !== undefined && exchange.step > 0 && exchange.step < this.#step;
    return [{ entry: packet, ...(late && packet.type !== 'DISCONNECT' && { late: exchange.step }) }];
  }

  /** Undefined for a packet that is shown. */
  #kindOf(packet: PacketEntry, exchange: Exchange | undefined): keyof Folded | undefined {
    const { type } = packet;
    if (this.#isWhole(packet.client)) return undefined;
    if (!isRoutine(packet) || exchange?.isRoutine === false) return undefined;
    if (exchange?.isFence) return 'fences';
    if (this.#asides?.includes(this.#step) || (this.#asides && this.#isCopy(packet))) return 'others';
    if (type === 'PUBLISH' || (subscriptions.includes(type) && this.#isOfFilters(packet))) return undefined;
    if (this.#asides && (type === 'SUBSCRIBE' || type === 'DISCONNECT')) return 'handshakes';
    if (acknowledgements.includes(type)) return this.#unless('acknowledgements', 'acknowledgements');
    if ([...subscriptions, ...subscriptionAnswers].includes(type))
      return this.#unless('subscriptions', 'handshakes');
    // A client that connects before the first step takes part in all of them.
    return this.#step === 0 ? 'handshakes' : this.#unless('connections', 'handshakes');
  }

  /** Whether it is a message for a client that subscribed in an earlier step. What is before the first step counts as part of it. */
  #isCopy({ type, direction, client, fields }: PacketEntry): boolean {
    if (type !== 'PUBLISH' || direction === 'to-broker' || fields.retain === true) return false;
    return Math.max(this.#subscribed.get(client) ?? this.#step, 1) < this.#step;
  }

  #isOfFilters({ fields: { subscriptions: wanted = [] } }: PacketEntry): boolean {
    return this.#matters.has('filters') || wanted.some(({ filter }) => /[+#]|^\$share\//.test(filter));
  }

  #unless<K extends keyof Folded>(matter: Matter, kind: K): K | undefined {
    return this.#matters.has(matter) ? undefined : kind;
  }
}
