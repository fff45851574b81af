import type { PacketEntry } from '../../protocol/packet.ts';
import { topicMatches } from '../../protocol/topic.ts';

/** A subscription that has just been acknowledged, and how to prove that it is effective. */
export interface Granted {
  readonly filter: string;
  /** A topic that only this subscription of the client matches; undefined if there is none that may be used. */
  readonly topic: string | undefined;
}

interface Client {
  readonly filters: Set<string>;
  /**
   * Whether its packets must not be taken out of their stream, because later ones build on them (topic aliases), or may
   * be too long for it.
   */
  readonly isDelicate: boolean;
}

/** The subscriptions of the clients behind a gate, read from their packets. */
export class Subscriptions {
  readonly #byConnection = new Map<number, Client>();
  readonly #sessions = new Map<string, Set<string>>();
  /** Filters of SUBSCRIBE packets without SUBACK, by connection and packet id. */
  readonly #asked = new Map<string, readonly string[]>();

  /** Learns from a packet of a client. */
  sees({ type, connection, direction, fields }: PacketEntry): void {
    if (direction === 'to-client') return;
    if (type === 'CONNECT') this.#connects(connection, fields);
    if (type === 'SUBSCRIBE') {
      const filters = fields.subscriptions?.map(({ filter }) => filter) ?? [];
      this.#asked.set(`${connection} ${fields.messageId}`, filters);
    }
    for (const filter of fields.filters ?? []) this.#byConnection.get(connection)?.filters.delete(filter);
  }

  closed(connection: number): void {
    this.#byConnection.delete(connection);
  }

  /**
   * What a SUBACK grants.
   * @param word a level for topics that no other client uses
   */
  granted({ connection, fields }: PacketEntry, word: string): Granted[] {
    const key = `${connection} ${fields.messageId}`;
    const asked = this.#asked.get(key) ?? [];
    this.#asked.delete(key);
    const client = this.#byConnection.get(connection);
    if (client === undefined) return [];
    const filters = asked.filter((_, at) => (fields.granted?.[at] ?? 0x80) < 0x80);
    const before = [...client.filters];
    for (const filter of filters) client.filters.add(filter);
    return filters.map((filter, at) => {
      const others = [...before, ...filters.filter((_, other) => other !== at)];
      return { filter, topic: this.#topicFor(filter, client, others, word) };
    });
  }

  #connects(connection: number, { clientId = '', clean, properties }: PacketEntry['fields']): void {
    const filters = (clean === false && this.#sessions.get(clientId)) || new Set<string>();
    if (clientId !== '') this.#sessions.set(clientId, filters);
    const isDelicate =
      Number(properties?.topicAliasMaximum ?? 0) > 0 || properties?.maximumPacketSize !== undefined;
    this.#byConnection.set(connection, { filters, isDelicate });
  }

  #topicFor(filter: string, client: Client, others: readonly string[], word: string): string | undefined {
    // A shared subscription may pass a message to another client; below `$` and everywhere is not ours to publish.
    if (client.isDelicate || /^[$+#]/.test(filter)) return undefined;
    const topic = filter
      .split('/')
      .map((level) => (level === '+' || level === '#' ? word : level))
      .join('/');
    const matches = (other: string) => topicMatches(other, topic);
    if (others.some(matches)) return undefined;
    const delicate = [...this.#byConnection.values()].filter(({ isDelicate }) => isDelicate);
    return delicate.some(({ filters }) => [...filters].some(matches)) ? undefined : topic;
  }
}
