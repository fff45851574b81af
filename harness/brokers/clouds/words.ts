import { same, type Text } from '../../base/text.ts';
import type { Fact } from './fact.ts';
import type { CloudLimits } from './limits.ts';
import {
  always,
  byteRate,
  bytes,
  list,
  no,
  number,
  oneOf,
  rate,
  seconds,
  some,
  yes,
  yesOrNo,
} from './values.ts';

type ValueOf<F> = NonNullable<F> extends Fact<infer T> ? T : never;

/** A limit in words. */
export interface Words<T> {
  /** What the limit is about. */
  readonly title: Text;
  readonly shows: (value: T) => Text;
}

type WordsOfAll = { readonly [K in keyof CloudLimits]-?: Words<ValueOf<CloudLimits[K]>> };

const words = <T>(en: string, ja: string, shows: (value: T) => Text): Words<T> => ({
  title: { en, ja },
  shows,
});
const closed: Text = { en: 'the connection is closed', ja: '接続を切られる' };
const notGuaranteed: Text = { en: 'not guaranteed', ja: '保証されない' };

/** Each limit in words, in the order of tables. */
export const limitWords: WordsOfAll = {
  protocolVersions: words('versions of MQTT', 'MQTT のバージョン', (versions) =>
    list(versions.map((version) => (version === 4 ? '3.1.1' : '5'))),
  ),
  listeners: words('ports (TLS only)', 'ポート(TLS のみ)', (all) =>
    list(all.map(({ scheme, port, alpn }) => `${scheme} ${port}${alpn ? ` (ALPN ${alpn})` : ''}`)),
  ),
  tlsVersions: words('versions of TLS, and nothing without it', 'TLS のバージョン(TLS なしでは不可)', list),
  noAnonymous: words('clients without credentials', '認証情報のないクライアント', always(no)),
  waitsForConnack: words('packets before CONNACK', 'CONNACK を待たないパケット', always(no)),
  clientIdBytes: words('client id, at most', 'クライアント ID の長さ', bytes),
  clientIdNotBeginning: words(
    'a client id does not begin with',
    'クライアント ID の先頭に使えない文字',
    same,
  ),
  keepAlive: words('keep alive', 'Keep Alive', ({ minimum, maximum, outside }) => {
    const adjusted =
      outside === undefined ? { en: '', ja: '' } : { en: ', else adjusted', ja: '。ほかは調整される' };
    return {
      en: `${minimum === undefined ? 'at most ' : `${minimum} to `}${number(maximum)} s${adjusted.en}`,
      ja: `${minimum === undefined ? '' : `${minimum}〜`}${number(maximum)} 秒${minimum === undefined ? 'まで' : ''}${adjusted.ja}`,
    };
  }),
  connectsPerSecond: words('CONNECT a second', '1 秒あたりの CONNECT', rate),
  concurrentSessions: words('sessions at the same time', '同時セッション', some),
  webSocketSeconds: words('a WebSocket connection, at most', 'WebSocket 接続の長さ', seconds),
  assignedClientId: words(
    'client ids assigned by the broker',
    'ブローカーによるクライアント ID の割り当て',
    yesOrNo,
  ),
  enhancedAuthentication: words('AUTH', 'AUTH', yesOrNo),
  responseInformation: words('Response Information', 'Response Information', yesOrNo),
  userPropertiesOnPublishOnly: words(
    'User Properties elsewhere than in PUBLISH',
    'PUBLISH 以外の User Property',
    always({
      en: 'the request fails',
      ja: '要求が失敗する',
    }),
  ),
  sessionExpiry: words(
    'session expiry',
    'セッションの有効期限',
    ({ maximum, usualMaximum, under311, mayLastLonger }) => {
      const most = maximum === undefined ? [] : [`MQTT 5: ≤ ${number(maximum)} s`];
      const usual = usualMaximum === undefined ? [] : [`(${number(usualMaximum)} s)`];
      const old = under311 === undefined ? [] : [`MQTT 3.1.1: ${number(under311)} s`];
      const text = [[...most, ...usual].join(' '), ...old].filter(Boolean).join(', ');
      const longer =
        mayLastLonger === undefined
          ? { en: '', ja: '' }
          : {
              en: `; may last ${number(mayLastLonger)} s longer`,
              ja: `。${number(mayLastLonger)} 秒長く残ることがある`,
            };
      return {
        en: text.replace('(', '(usually ') + longer.en,
        ja: text.replace('(', '(通常 ') + longer.ja,
      };
    },
  ),
  queue: words(
    'messages that wait for a client',
    'クライアントを待つメッセージ',
    ({ messages, bytes: size }) =>
      size === undefined
        ? some(messages)
        : {
            en: `${number(messages)} or ${bytes(size).en}`,
            ja: `${number(messages)} または ${bytes(size).ja}`,
          },
  ),
  queueOverflow: words(
    'a full queue',
    '待ち行列があふれると',
    oneOf({
      'ends-the-session': { en: 'ends the session', ja: 'セッションが終わる' },
      drops: { en: 'messages are dropped', ja: 'メッセージが捨てられる' },
    }),
  ),
  replayedPerSecond: words('stored messages sent a second', '1 秒あたりに届く保存済みメッセージ', some),
  maximumQoS: words('QoS, at most', '最大 QoS', some),
  publishAtQoS2: words(
    'PUBLISH at QoS 2',
    'QoS 2 の PUBLISH',
    oneOf({
      unanswered: { en: 'not answered', ja: '応答なし' },
      closed,
    }),
  ),
  retain: words(
    'retained messages',
    'retain メッセージ',
    oneOf({
      kept: yes,
      'not-for-wildcards-or-shared': {
        en: 'yes, but not for filters with wildcards or shared ones',
        ja: 'あり。ワイルドカードや共有のフィルターには届かない',
      },
      'not-kept': no,
    }),
  ),
  retainUnder311: words('RETAIN under MQTT 3.1.1', 'MQTT 3.1.1 の RETAIN', oneOf({ closed })),
  retainedBytes: words('a retained message, at most', 'retain メッセージの大きさ', bytes),
  retainedMessages: words('retained messages, at most', 'retain メッセージの数', some),
  payloadBytes: words('payload, at most', 'ペイロード', bytes),
  packetBytes: words('packet, at most', 'パケット', bytes),
  topicBytes: words('topic, at most', 'トピックの長さ', bytes),
  topicLevels: words('levels of a topic or filter', 'トピックとフィルターの階層', some),
  allowedTopics: words('topics and filters', '使えるトピックとフィルター', ({ publish, subscribe }) =>
    list([...new Set([...publish, ...subscribe])]),
  ),
  propertyBytes: words('properties, at most', 'プロパティーの大きさ', (of) => ({
    en: `User Properties ${bytes(of.userProperties).en}, others ${bytes(of.responseTopic).en}`,
    ja: `User Property ${bytes(of.userProperties).ja}、ほか ${bytes(of.responseTopic).ja}`,
  })),
  topicAliasMaximum: words('topic aliases', 'トピックエイリアス', some),
  topicAliasesToClient: words('topic aliases to clients', 'クライアントへのトピックエイリアス', some),
  receiveMaximum: words('unacknowledged messages from a client', 'クライアントからの未確認メッセージ', some),
  publishesPerSecond: words('PUBLISH a second', '1 秒あたりの PUBLISH', rate),
  messagesPerSecond: words('messages a second, in and out', '1 秒あたりのメッセージ(両方向)', rate),
  bytesPerSecond: words('bytes a second', '1 秒あたりのバイト数', byteRate),
  messageExpiry: words('message expiry', 'メッセージの有効期限', ({ minimum, maximum }) => ({
    en: `${minimum} to ${number(maximum)} s, else adjusted`,
    ja: `${minimum}〜${number(maximum)} 秒。ほかは調整される`,
  })),
  willTopics: words('topics of a will', 'will のトピック', list),
  subscribeAtQoS2: words(
    'SUBSCRIBE at QoS 2',
    'QoS 2 の SUBSCRIBE',
    oneOf({
      unanswered: { en: 'not answered', ja: '応答なし' },
      'granted-1': { en: 'QoS 1 is granted', ja: 'QoS 1 になる' },
    }),
  ),
  filtersPerSubscribe: words('filters in a SUBSCRIBE', '1 つの SUBSCRIBE のフィルター', some),
  subscriptionsPerConnection: words('subscriptions of a client', 'クライアントの購読', some),
  filterLevels: words('levels of a filter', 'フィルターの階層', some),
  subscribesPerSecond: words('SUBSCRIBE a second', '1 秒あたりの SUBSCRIBE', rate),
  wildcards: words('filters with wildcards', 'ワイルドカードのフィルター', yesOrNo),
  sharedSubscriptions: words('shared subscriptions', '共有サブスクリプション', yesOrNo),
  sharedUnder311: words(
    'shared subscriptions under MQTT 3.1.1',
    'MQTT 3.1.1 の共有サブスクリプション',
    always(yes),
  ),
  sharedOverflow: words(
    'a full queue of a shared group',
    '共有グループの待ち行列があふれると',
    oneOf({
      'drops-the-newest': { en: 'the newest message is dropped', ja: '新しいメッセージが捨てられる' },
    }),
  ),
  subscriptionIdentifiers: words('Subscription Identifiers', 'Subscription Identifier', yesOrNo),
  subscriptionMayBeLate: words(
    'messages right after SUBACK',
    'SUBACK の直後のメッセージ',
    always({
      en: 'may be missed: the subscription takes effect later',
      ja: '届かないことがある(購読の開始が遅れる)',
    }),
  ),
  hashMatchesParent: words('`sensor/#` matches `sensor`', '`sensor/#` が `sensor` に一致', yesOrNo),
  order: words(
    'order of messages',
    'メッセージの順序',
    oneOf({
      guaranteed: { en: 'guaranteed', ja: '保証される' },
      'not-guaranteed': notGuaranteed,
    }),
  ),
  dup: words('DUP', 'DUP', always({ en: 'not supported', ja: '使われない' })),
  packetIdAtResending: words(
    'packet id of a message sent again',
    '再送時のパケット ID',
    always({
      en: 'may be another',
      ja: '変わることがある',
    }),
  ),
  qos0MayRepeat: words(
    'a message at QoS 0',
    'QoS 0 のメッセージ',
    always({
      en: 'may arrive more than once',
      ja: '2 回以上届くことがある',
    }),
  ),
  inFlightToClient: words('unacknowledged messages to a client', 'クライアントへの未確認メッセージ', some),
  deliveriesPerSecond: words(
    'messages to a client a second',
    '1 秒あたりにクライアントへ届くメッセージ',
    rate,
  ),
  errorPuback: words(
    'PUBACK with an error code from a client',
    'クライアントからのエラーの PUBACK',
    oneOf({ closed }),
  ),
  reasonCodes: words('reason codes', 'Reason Code', (all) =>
    list(
      Object.entries(all).map(
        ([type, codes]) => `${type} ${codes.map((code) => `0x${code.toString(16)}`).join(' ')}`,
      ),
    ),
  ),
};

export type LimitName = keyof CloudLimits;
export const limitNames = Object.keys(limitWords) as LimitName[];
