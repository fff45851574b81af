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
 * Decides which packets of a run a person sees, and counts the others: fences, and ordinary handshakes of what the lab is not about.
 * Messages are always seen, and so is whatever is out of the ordinary.
 */
export class Folding {
  readonly #matters: ReadonlySet<Matter>;
  readonly #asides: readonly number[] | undefined;
  readonly #isWhole: (client: string) => boolean;
  /** The step in which each client has subscribed last. */
  readonly #subscribed = new Map<string, number>();
  readonly #exchanges = new Exchanges();
  readonly #goodbyes = new Set<number>();
  #closed: ConnectionEntry[] = [];
  #step = 0;
  #folded = noneFolded();

  /**
   * @param asides on a tour of several labs: the steps of which no packet is shown. Of the others, only what they are about is.
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

  /** What is seen now that this entry came. */
  see(entry: TraceEntry): Shown[] {
    if (entry.kind === 'dropped') return [...this.settle(), { entry }];
    if (entry.kind === 'packet') return [...this.settle(), ...this.#packet(entry)];
    if (entry.what === 'opened' || entry.what === 'closed-by-tap') return [];
    if (entry.what !== 'closed-by-client') return [...this.settle(), { entry }];
    if (!this.#goodbyes.has(entry.connection)) this.#closed.push(entry);
    return [];
  }

  /** Connections that were seen to close before the run went on: those that its end closes never get here. */
  settle(): Shown[] {
    return this.#closed.splice(0).map((entry) => ({ entry }));
  }

  /** Packets from now on belong to this step. */
  begin(step: number): void {
    this.#step = step;
  }

  /** What was folded since this was last asked. */
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
    // Who connects before the first step is there for all of them.
    return this.#step === 0 ? 'handshakes' : this.#unless('connections', 'handshakes');
  }

  /** A message for a client that has subscribed in an earlier step: what is before the first step counts with it. */
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
