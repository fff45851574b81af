import type { ConnectHead } from '../../protocol/connect-head.ts';
import type { Direction, PacketFields, PacketType } from '../../protocol/packet.ts';

/** How many topic aliases are remembered for each direction. Topics of later aliases stay unknown. */
const maximumAliases = 256;

/** The facts from earlier packets of a connection that are needed to decode later ones. */
export class Session {
  /** Display name; `?` before CONNECT. */
  client = '?';
  clientId: string | undefined;
  /** Protocol level that packets are decoded at. */
  protocolVersion = 4;
  readonly #number: number;
  readonly #nameOf: (clientId: string) => string;
  readonly #aliases: Record<Direction, Map<unknown, string>> = {
    'to-broker': new Map(),
    'to-client': new Map(),
  };

  constructor(number: number, nameOf: (clientId: string) => string) {
    this.#number = number;
    this.#nameOf = nameOf;
  }

  /** A client without a client id is named by the number of its connection, e.g. `#3`, unless an empty id has a name, too. */
  connects({ protocolVersion, clientId }: ConnectHead): void {
    this.protocolVersion = protocolVersion === 5 ? 5 : 4;
    this.client = this.#nameOf('') || `#${this.#number}`;
    if (clientId) this.#identify(clientId);
  }

  /** Learns from a packet, and returns its fields with the topic that an alias stands for. */
  learn(type: PacketType, direction: Direction, fields: PacketFields): PacketFields {
    if (type === 'CONNACK') {
      const assigned = fields.properties?.assignedClientIdentifier;
      if (typeof assigned === 'string') this.#identify(assigned);
    }
    const alias = type === 'PUBLISH' ? fields.properties?.topicAlias : undefined;
    if (alias === undefined) return fields;
    const aliases = this.#aliases[direction];
    if (fields.topic) {
      if (aliases.has(alias) || aliases.size < maximumAliases) aliases.set(alias, fields.topic);
      return fields;
    }
    const aliasedTopic = aliases.get(alias);
    return aliasedTopic === undefined ? fields : { ...fields, aliasedTopic };
  }

  #identify(clientId: string): void {
    this.clientId = clientId;
    this.client = this.#nameOf(clientId);
  }
}
