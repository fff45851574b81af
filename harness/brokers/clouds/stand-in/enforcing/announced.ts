import type { IConnackPacket } from 'mqtt-packet';
import { codes } from '../../../../protocol/codes.ts';
import { disconnect } from '../answers.ts';
import { fromClient, inOrder, type Restriction, stateless, toClient } from '../restriction.ts';

type Announced = NonNullable<IConnackPacket['properties']>;

const announcing = (properties: Announced) =>
  toClient('connack', (connack, { protocolVersion }) =>
    protocolVersion === 5 ? { ...connack, properties: { ...connack.properties, ...properties } } : connack,
  );

/** Tells how many messages at QoS 1 and 2 may be unacknowledged. One more ends the connection. */
export const receiveMaximum = (maximum: number): Restriction => ({
  name: 'receiveMaximum',
  says: {
    en: `at most ${maximum} messages of a client are unacknowledged`,
    ja: `クライアントからの未応答のメッセージは ${maximum} 通まで`,
  },
  begin: () => () => {
    const open = new Set<number>();
    const tells = announcing({ receiveMaximum: maximum });
    return (packet, direction, passage) => {
      const messageId = packet?.messageId ?? 0;
      if (packet?.cmd === 'publish' && direction === 'to-broker' && packet.qos > 0) {
        open.add(messageId);
        if (open.size > maximum) return disconnect(passage, codes.receiveMaximumExceeded);
      }
      const settles = packet?.cmd === 'puback' || packet?.cmd === 'pubcomp';
      if (settles && direction === 'to-client') open.delete(messageId);
      return tells(packet, direction, passage);
    };
  },
});

/** Tells how many topic aliases a client may use. A higher one ends the connection. */
export const topicAliasMaximum = (maximum: number): Restriction =>
  stateless(
    'topicAliasMaximum',
    { en: `there are ${maximum} topic aliases`, ja: `トピックエイリアスは ${maximum} 個まで` },
    inOrder([
      announcing({ topicAliasMaximum: maximum }),
      fromClient('publish', (publish, passage) =>
        (publish.properties?.topicAlias ?? 0) > maximum
          ? disconnect(passage, codes.topicAliasInvalid)
          : publish,
      ),
    ]),
  );

/** Keeps the broker behind from using more topic aliases than this towards a client. */
export const topicAliasesToClient = (maximum: number): Restriction =>
  stateless(
    'topicAliasesToClient',
    {
      en: `it uses ${maximum} topic aliases towards a client`,
      ja: `クライアントに対して使うトピックエイリアスは ${maximum} 個`,
    },
    fromClient('connect', (connect) => {
      const { topicAliasMaximum: asked = 0 } = connect.properties ?? {};
      if (asked <= maximum) return connect;
      return { ...connect, properties: { ...connect.properties, topicAliasMaximum: maximum } };
    }),
  );

/** Refuses subscription identifiers, as CONNACK says. */
export const withoutSubscriptionIdentifiers = (): Restriction =>
  stateless(
    'subscriptionIdentifiers',
    { en: 'there are no subscription identifiers', ja: 'Subscription Identifier は使えない' },
    inOrder([
      announcing({ subscriptionIdentifiersAvailable: false }),
      fromClient('subscribe', (subscribe, passage) =>
        subscribe.properties?.subscriptionIdentifier === undefined
          ? subscribe
          : disconnect(passage, codes.subscriptionIdsNotSupported),
      ),
    ]),
  );

/** Refuses a packet that is larger, as CONNACK says. */
export const packetBytes = (maximum: number): Restriction =>
  stateless(
    'packetBytes',
    { en: `a packet has at most ${maximum} bytes`, ja: `パケットは ${maximum} バイトまで` },
    inOrder([
      announcing({ maximumPacketSize: maximum }),
      (packet, direction, passage) =>
        direction === 'to-broker' && passage.bytes.length > maximum
          ? disconnect(passage, codes.packetTooLarge)
          : (packet ?? passage.bytes),
    ]),
  );
