import type { PacketEntry, PacketProperties } from '../../protocol/packet.ts';
import { broken, type ClientClaim, everyTime, holds, noOccasion } from './claim.ts';
import { type Connection, cameOn, codeOf, connectionsOf, refuses, sentOn } from './reading.ts';

/** The client's packets after CONNACK has told it a limit. */
interface UnderLimit {
  readonly limit: PacketProperties;
  readonly connection: Connection;
  readonly sent: readonly PacketEntry[];
}

function underLimits(played: Parameters<ClientClaim['judge']>[0]): UnderLimit[] {
  return connectionsOf(played).flatMap((connection) => {
    const { connack } = connection;
    if (connack === undefined || codeOf(connack) !== 0) return [];
    const sent = sentOn(connection).filter((packet) => packet.at > connack.at);
    return [{ limit: connack.fields.properties ?? {}, connection, sent }];
  });
}

const numberIn = (properties: PacketProperties | undefined, name: string): number | undefined => {
  const value = properties?.[name];
  return typeof value === 'number' ? value : undefined;
};

const isPublish = ({ type }: PacketEntry): boolean => type === 'PUBLISH';

/** The highest number of messages at QoS 1 or 2 in flight at once. */
function mostInFlight({ packets, connack }: Connection): number {
  const flying = new Set<number | undefined>();
  let most = 0;
  for (const packet of packets) {
    const { type, fields, direction, at } = packet;
    if (direction === 'to-broker' && type === 'PUBLISH' && fields.qos !== 0 && at > (connack?.at ?? 0)) {
      flying.add(fields.messageId);
      most = Math.max(most, flying.size);
    }
    const isEnd = type === 'PUBACK' || type === 'PUBCOMP';
    if (direction === 'to-client' && (isEnd || (type === 'PUBREC' && refuses(packet))))
      flying.delete(fields.messageId);
  }
  return most;
}

const within = (limit: number, value: number): string => (value <= limit ? 'within' : 'beyond');

/** Whether each alias was given a topic on its connection before it was used alone. */
function aliasesOf(connection: Connection): string[] {
  const known = new Set<number>();
  return sentOn(connection, 'PUBLISH').flatMap(({ fields }) => {
    const alias = numberIn(fields.properties, 'topicAlias');
    if (alias === undefined) return [];
    if (fields.topic) known.add(alias);
    return [known.has(alias) ? 'a topic of this connection' : 'an alias without a topic'];
  });
}

export const limits: readonly ClientClaim[] = [
  {
    id: 'limits.receive-maximum',
    says: {
      en: 'It has no more messages at QoS 1 and 2 on their way than Receive Maximum allows',
      ja: 'QoS 1 と 2 の未応答のメッセージを、Receive Maximum より多く送らない',
    },
    statements: { 5: ['MQTT-3.3.4-7', 'MQTT-4.9.0-1', 'MQTT-4.9.0-2'] },
    occasion: {
      en: 'CONNACK has a Receive Maximum, and it publishes at QoS 1 or 2',
      ja: 'CONNACK に Receive Maximum があり、QoS 1 か 2 でパブリッシュする',
    },
    shownIn: ['limit.receive-maximum'],
    judge: (played) =>
      everyTime(
        'within',
        underLimits(played).flatMap(({ limit, connection }) => {
          const most = numberIn(limit, 'receiveMaximum');
          const seen = mostInFlight(connection);
          return most === undefined || seen === 0 ? [] : [within(most, seen)];
        }),
      ),
  },
  {
    id: 'limits.packet-size',
    says: {
      en: 'It sends no packet larger than Maximum Packet Size',
      ja: 'Maximum Packet Size より大きいパケットを送らない',
    },
    statements: { 5: ['MQTT-3.2.2-15'] },
    occasion: {
      en: 'CONNACK has a Maximum Packet Size, and it goes on',
      ja: 'CONNACK に Maximum Packet Size がある',
    },
    shownIn: ['limit.packet-size'],
    judge: (played) =>
      everyTime(
        'within',
        underLimits(played).flatMap(({ limit, sent, connection }) => {
          const most = numberIn(limit, 'maximumPacketSize');
          if (most === undefined) return [];
          const sizes = sent.map(({ size }) => within(most, size));
          // A client that sends nothing also keeps the limit.
          return sizes.length > 0 || connection.end === undefined ? sizes : ['within'];
        }),
      ),
  },
  {
    id: 'limits.maximum-qos',
    says: {
      en: 'It publishes nothing at a QoS above Maximum QoS',
      ja: 'Maximum QoS を超える QoS でパブリッシュしない',
    },
    statements: { 5: ['MQTT-3.2.2-11'] },
    occasion: { en: 'CONNACK has a Maximum QoS', ja: 'CONNACK に Maximum QoS がある' },
    shownIn: ['limit.maximum-qos-1', 'limit.maximum-qos-0'],
    judge: (played) =>
      everyTime(
        'within',
        underLimits(played).flatMap(({ limit, sent }) => {
          const most = numberIn(limit, 'maximumQoS');
          if (most === undefined) return [];
          return ['within', ...sent.filter(isPublish).map(({ fields }) => within(most, fields.qos ?? 0))];
        }),
      ),
  },
  {
    id: 'limits.retain',
    says: {
      en: 'Where retained messages are not available, it publishes none',
      ja: 'retain メッセージが使えないなら、retain フラグを付けない',
    },
    statements: { 5: ['MQTT-3.2.2-14'] },
    occasion: {
      en: 'CONNACK says that retained messages are not available',
      ja: 'CONNACK が retain メッセージは使えないと言う',
    },
    shownIn: ['limit.no-retain'],
    judge: (played) =>
      everyTime(
        'RETAIN 0',
        underLimits(played).flatMap(({ limit, sent }) =>
          limit.retainAvailable === false
            ? ['RETAIN 0', ...sent.filter(({ fields }) => fields.retain === true).map(() => 'RETAIN 1')]
            : [],
        ),
      ),
  },
  {
    id: 'alias.within-maximum',
    says: {
      en: 'Its topic aliases are from 1 to what CONNACK allows; without a Topic Alias Maximum it uses none',
      ja: 'トピックエイリアスは 1 から CONNACK の認める値まで。Topic Alias Maximum がなければ使わない',
    },
    statements: { 5: ['MQTT-3.2.2-17', 'MQTT-3.2.2-18', 'MQTT-3.3.2-8', 'MQTT-3.3.2-9'] },
    occasion: {
      en: 'it uses topic aliases, and is told what is allowed',
      ja: 'トピックエイリアスを使い、上限を告げられる',
    },
    shownIn: ['alias.none-after-cut', 'plain.undisturbed'],
    judge: (played) =>
      everyTime(
        'within',
        underLimits(played).flatMap(({ limit, sent }) => {
          const most = numberIn(limit, 'topicAliasMaximum') ?? 0;
          const published = sent.filter(isPublish);
          const aliases = published.flatMap(({ fields }) => numberIn(fields.properties, 'topicAlias') ?? []);
          const isCareful = most === 0 && published.length > 0 && usesAliases(played);
          return [
            ...aliases.map((alias) => (alias === 0 ? 'alias 0' : within(most, alias))),
            ...(isCareful ? ['within'] : []),
          ];
        }),
      ),
  },
  {
    id: 'alias.of-this-connection',
    says: {
      en: 'A topic alias stands for a topic only once that was sent on the same connection',
      ja: 'トピックエイリアスは、同じ接続でトピックを送ったあとでだけ使う',
    },
    statements: { 5: ['MQTT-3.3.2-7'] },
    occasion: { en: 'it uses topic aliases', ja: 'トピックエイリアスを使う' },
    shownIn: ['alias.after-cut', 'alias.none-after-cut'],
    judge: (played) => everyTime('a topic of this connection', connectionsOf(played).flatMap(aliasesOf)),
  },
  {
    id: 'alias.accepted',
    says: {
      en: 'It accepts each topic alias up to its own Topic Alias Maximum',
      ja: '自分の Topic Alias Maximum までのトピックエイリアスを受け入れる',
    },
    statements: { 5: ['MQTT-3.3.2-10'] },
    occasion: {
      en: 'it allows topic aliases, and the broker uses one at QoS 1',
      ja: 'トピックエイリアスを認め、ブローカーが QoS 1 で使う',
    },
    shownIn: ['alias.from-broker'],
    judge(played) {
      const aliased = connectionsOf(played).flatMap((connection) =>
        cameOn(connection, 'PUBLISH')
          .filter(({ fields }) => fields.properties?.topicAlias !== undefined)
          .map(({ fields }) => ({ connection, id: fields.messageId })),
      );
      const isAnswered = aliased.map(({ connection, id }) =>
        sentOn(connection, 'PUBACK').some(({ fields }) => fields.messageId === id),
      );
      if (aliased.length === 0) return noOccasion;
      if (isAnswered.every(Boolean)) return holds;
      const isLeft = aliased.some(({ connection }) => connection.end?.what === 'closed-by-client');
      if (isLeft) return broken('PUBACK', 'closed');
      return aliased.some(({ connection }) => connection.isFinal) ? broken('PUBACK', 'nothing') : noOccasion;
    },
  },
];

const usesAliases = ({ conduct }: Parameters<ClientClaim['judge']>[0]): boolean =>
  conduct.published.some(({ hasAlias }) => hasAlias);
