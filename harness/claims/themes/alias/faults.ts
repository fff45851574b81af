import type { IPublishPacket } from 'mqtt-packet';
import { each, type Faulty, faulty, overlooks } from '../../../faulty/faults.ts';
import type { Mangle, Passage } from '../../../faulty/mangling-stream.ts';
import { changesProperties } from '../../../faulty/properties-faults.ts';

interface Bookkeeping {
  /** The key of an alias. In a healthy broker it differs for each connection. */
  readonly key: (alias: number, passage: Passage) => string;
  /** Whether a new topic replaces the old one of an alias. */
  readonly overwrites?: boolean;
  /** Whether an alias is forgotten after its first use. */
  readonly once?: boolean;
}

const ofConnection: Bookkeeping['key'] = (alias, { connection }) => `${connection} ${alias}`;

/** Resolves the aliases of publishers with these rules, so that the healthy broker receives topics. */
const keepsAliases = ({ key, overwrites = true, once = false }: Bookkeeping): Mangle => {
  const topics = new Map<string, string>();
  const resolve = (publish: IPublishPacket, alias: number, passage: Passage): IPublishPacket => {
    const name = key(alias, passage);
    const { topicAlias: _, ...properties } = publish.properties ?? {};
    if (publish.topic !== '') {
      if (overwrites || !topics.has(name)) topics.set(name, publish.topic);
      return { ...publish, properties };
    }
    const topic = topics.get(name);
    if (topic === undefined) return publish;
    if (once) topics.delete(name);
    return { ...publish, topic, properties };
  };
  return (packet, direction, passage) => {
    if (packet?.cmd !== 'publish' || direction !== 'to-broker') return packet;
    const alias = packet.properties?.topicAlias;
    return alias === undefined ? packet : resolve(packet, alias, passage);
  };
};

/** Drops the retain flag if an alias stands for the topic. */
const retainsByNameOnly: Mangle = (packet, direction) =>
  packet?.cmd === 'publish' && direction === 'to-broker' && packet.topic === ''
    ? { ...packet, retain: false }
    : packet;

const sendsAlias = (topicAlias: number): Mangle =>
  changesProperties((properties) => ({ ...properties, topicAlias }));

/** Brokers that mix up topic aliases. */
export const aliasGallery: readonly Faulty[] = [
  faulty('alias.used', 'forgets an alias once it was used', () =>
    keepsAliases({ key: ofConnection, once: true }),
  ),
  faulty('alias.remapped', 'keeps the first topic of an alias', () =>
    keepsAliases({ key: ofConnection, overwrites: false }),
  ),
  faulty('alias.highest', 'knows one alias a connection', () =>
    keepsAliases({ key: (_alias, { connection }) => `${connection}` }),
  ),
  faulty('alias.of-each-client', 'has its clients share their aliases', () =>
    keepsAliases({ key: (alias) => `${alias}` }),
  ),
  faulty('alias.forgotten', 'remembers aliases by client id', () =>
    keepsAliases({ key: (alias, { clientId }) => `${clientId} ${alias}` }),
  ),
  faulty('alias.retained', 'retains nothing by alias', () => retainsByNameOnly),
  ...each(
    ['alias.unknown', 'alias.zero', 'alias.above-maximum'],
    'overlooks aliases that stand for nothing',
    () => overlooks,
  ),
  ...each(
    ['alias.not-handed-on', 'alias.to-client-none', 'alias.to-client-maximum-0'],
    'sends aliases to everybody',
    () => sendsAlias(1),
  ),
  faulty('alias.to-client', 'sends more aliases than a client allows', () => sendsAlias(3)),
];
