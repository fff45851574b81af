import type { IPublishPacket } from 'mqtt-packet';
import { UnsupportedError } from '../../../lab/set-up/unsupported.ts';
import type { Bench } from '../../bench.ts';
import type { Peer } from '../../peer.ts';

/** The highest topic alias that the broker accepts; 0 if CONNACK does not say. */
export const maximumOf = ({ connack }: Peer): number =>
  Number(connack.fields.properties?.topicAliasMaximum ?? 0);

/** Connects a peer that may use topic aliases. @throws UnsupportedError if CONNACK allows none */
export async function aliasing(bench: Bench, name = 'publisher'): Promise<Peer> {
  const peer = await bench.connect(name);
  if (maximumOf(peer) > 0) return peer;
  throw new UnsupportedError({
    en: 'CONNACK says topic alias maximum 0',
    ja: 'CONNACK の Topic Alias Maximum は 0 です',
  });
}

/** @throws UnsupportedError if CONNACK allows only one alias */
export function highestOf(peer: Peer): number {
  const highest = maximumOf(peer);
  if (highest > 1) return highest;
  throw new UnsupportedError({
    en: 'CONNACK says topic alias maximum 1: there are no two',
    ja: 'CONNACK の Topic Alias Maximum は 1 で、2 つ使えません',
  });
}

/** Publishes at QoS 1 with a topic alias. An empty topic means that the alias stands for it. */
export const publishByAlias = (
  peer: Peer,
  topic: string,
  topicAlias: number,
  payload: string,
  fields: Partial<IPublishPacket> = {},
) => peer.publish(topic, payload, { qos: 1, properties: { topicAlias }, ...fields });
