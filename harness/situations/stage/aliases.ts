import type { IPublishPacket } from 'mqtt-packet';

/** The topic aliases that a client has set on one connection. */
export class Aliases {
  readonly #topics = new Map<number, string>();

  /** The topic of a message; empty if it has only an alias that was never given one. */
  topicOf({ topic, properties }: Pick<IPublishPacket, 'topic' | 'properties'>): string {
    const alias = properties?.topicAlias;
    if (alias === undefined) return topic;
    if (topic !== '') this.#topics.set(alias, topic);
    return this.#topics.get(alias) ?? '';
  }
}
