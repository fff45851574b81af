import { both, in5, PROTOCOL_ERROR, type Rule, VIOLATION } from './rule.ts';

/** Every offence that can be seen in one packet alone. */
export const rules = {
  fixedFlags: {
    statements: { 4: 'MQTT-2.2.2-2', 5: 'MQTT-2.1.3-1' },
    en: 'wrong flags in the fixed header',
    ja: '固定ヘッダーのフラグが違う',
  },
  pubrelFlags: {
    statements: both('MQTT-3.6.1-1'),
    en: 'PUBREL without its fixed flags',
    ja: 'PUBREL の固定フラグが違う',
  },
  subscribeFlags: {
    statements: both('MQTT-3.8.1-1'),
    en: 'SUBSCRIBE without its fixed flags',
    ja: 'SUBSCRIBE の固定フラグが違う',
  },
  unsubscribeFlags: {
    statements: both('MQTT-3.10.1-1'),
    en: 'UNSUBSCRIBE without its fixed flags',
    ja: 'UNSUBSCRIBE の固定フラグが違う',
  },
  publishQoS3: { statements: both('MQTT-3.3.1-4'), en: 'QoS 3', ja: 'QoS が 3' },
  dupAtQoS0: { statements: both('MQTT-3.3.1-2'), en: 'DUP at QoS 0', ja: 'QoS 0 なのに DUP' },
  id0: {
    statements: { 4: 'MQTT-2.3.1-1', 5: 'MQTT-2.2.1-3' },
    en: 'packet identifier 0',
    ja: 'パケット ID が 0',
  },
  illFormed: {
    statements: { 4: 'MQTT-1.5.3-1', 5: 'MQTT-1.5.4-1' },
    en: 'a text that is not UTF-8',
    ja: 'UTF-8 でない文字列',
  },
  nullCharacter: {
    statements: { 4: 'MQTT-1.5.3-2', 5: 'MQTT-1.5.4-2' },
    en: 'U+0000 in a text',
    ja: '文字列に U+0000',
  },

  tooShort: {
    statements: VIOLATION,
    en: 'the packet ends inside a field',
    ja: 'パケットがフィールドの途中で終わる',
  },
  tooLong: {
    statements: VIOLATION,
    en: 'bytes after the last field',
    ja: '最後のフィールドの後ろに余分なバイト',
  },

  protocolName: {
    statements: both('MQTT-3.1.2-1'),
    en: 'the protocol name is not MQTT, as this level wants it',
    ja: 'プロトコル名が、このレベルで決められた MQTT ではない',
  },
  protocolLevel: {
    statements: both('MQTT-3.1.2-2'),
    en: 'no protocol level of MQTT',
    ja: 'MQTT にないプロトコルレベル',
  },
  connectReserved: {
    statements: both('MQTT-3.1.2-3'),
    en: 'the reserved connect flag is set',
    ja: '予約済みの接続フラグが 1',
  },
  willQoS3: {
    statements: { 4: 'MQTT-3.1.2-14', 5: 'MQTT-3.1.2-12' },
    en: 'a will at QoS 3',
    ja: '遺言の QoS が 3',
  },
  willQoSWithoutWill: {
    statements: { 4: 'MQTT-3.1.2-13', 5: 'MQTT-3.1.2-11' },
    en: 'a Will QoS without a will',
    ja: '遺言がないのに遺言の QoS',
  },
  willRetainWithoutWill: {
    statements: { 4: 'MQTT-3.1.2-15', 5: 'MQTT-3.1.2-13' },
    en: 'Will Retain without a will',
    ja: '遺言がないのに Will Retain',
  },
  passwordWithoutUserName: {
    statements: { 4: 'MQTT-3.1.2-22' },
    en: 'a password without a user name',
    ja: 'ユーザー名なしのパスワード',
  },
  emptyClientId: {
    statements: { 4: 'MQTT-3.1.3-7' },
    en: 'no client id, but Clean Session 0',
    ja: 'クライアント ID が空で、Clean Session が 0',
  },
  connectTooShort: {
    statements: both('MQTT-3.1.4-1'),
    en: 'CONNECT ends inside a field',
    ja: 'CONNECT がフィールドの途中で終わる',
  },
  connectTooLong: {
    statements: both('MQTT-3.1.4-1'),
    en: 'bytes after the payload of CONNECT',
    ja: 'CONNECT のペイロードの後ろに余分なバイト',
  },

  topicWildcard: {
    statements: both('MQTT-3.3.2-2'),
    en: 'a wildcard in a topic name',
    ja: 'トピック名にワイルドカード',
  },
  emptyTopic: { statements: both('MQTT-4.7.3-1'), en: 'an empty topic', ja: 'トピックが空' },
  responseTopicWildcard: {
    statements: in5('MQTT-3.3.2-14'),
    en: 'a wildcard in a response topic',
    ja: 'Response Topic にワイルドカード',
  },
  topicAlias0: { statements: in5('MQTT-3.3.2-8'), en: 'topic alias 0', ja: 'トピックエイリアスが 0' },
  identifierFromClient: {
    statements: in5('MQTT-3.3.4-6'),
    en: 'a subscription identifier from a client',
    ja: 'クライアントが付けたサブスクリプション識別子',
  },

  subscribeEmpty: {
    statements: { 4: 'MQTT-3.8.3-3', 5: 'MQTT-3.8.3-2' },
    en: 'SUBSCRIBE without a filter',
    ja: 'フィルターのない SUBSCRIBE',
  },
  subscribeReserved: {
    statements: { 4: 'MQTT-3.8.3-4', 5: 'MQTT-3.8.3-5' },
    en: 'a reserved bit beside the QoS',
    ja: 'QoS の隣の予約ビットが 1',
  },
  subscribeQoS3: {
    statements: { 4: 'MQTT-3.8.3-4', 5: PROTOCOL_ERROR },
    en: 'a subscription at QoS 3',
    ja: 'QoS 3 の購読',
  },
  retainHandling3: { statements: in5(), en: 'Retain Handling 3', ja: 'Retain Handling が 3' },
  sharedNoLocal: {
    statements: in5('MQTT-3.8.3-4'),
    en: 'No Local on a shared subscription',
    ja: '共有サブスクリプションに No Local',
  },
  unsubscribeEmpty: {
    statements: both('MQTT-3.10.3-2'),
    en: 'UNSUBSCRIBE without a filter',
    ja: 'フィルターのない UNSUBSCRIBE',
  },
  hash: {
    statements: { 4: 'MQTT-4.7.1-2', 5: 'MQTT-4.7.1-1' },
    en: '# is not the last level of a filter',
    ja: 'フィルターの # が最後の階層を占めていない',
  },
  plus: {
    statements: { 4: 'MQTT-4.7.1-3', 5: 'MQTT-4.7.1-2' },
    en: '+ is not a whole level of a filter',
    ja: 'フィルターの + が 1 つの階層を占めていない',
  },
  emptyFilter: { statements: both('MQTT-4.7.3-1'), en: 'an empty filter', ja: 'フィルターが空' },
  shareName: {
    statements: in5('MQTT-4.8.2-2'),
    en: 'no share name, or a wildcard in it',
    ja: '共有名がない、または共有名にワイルドカード',
  },
  shareFilter: {
    statements: in5('MQTT-4.8.2-1'),
    en: 'a shared subscription without a filter',
    ja: 'フィルターのない共有サブスクリプション',
  },

  propertyUnknown: { statements: in5(), en: 'an unknown property', ja: '未定義のプロパティー' },
  propertyElsewhere: {
    statements: in5(),
    en: 'a property that this packet cannot have',
    ja: 'このパケットには付けられないプロパティー',
  },
  propertyTwice: { statements: in5(), en: 'a property twice', ja: '同じプロパティーが 2 つ' },
  propertyValue: { statements: in5(), en: 'a property with a forbidden value', ja: 'プロパティーの値が不正' },
  propertiesTooLong: {
    statements: in5(),
    en: 'properties longer than the packet',
    ja: 'プロパティーがパケットからはみ出す',
  },
  integerTooLong: {
    statements: in5('MQTT-1.5.5-1'),
    en: 'a length that takes more bytes than it needs',
    ja: '長さに必要以上のバイトを使っている',
  },
  dataWithoutMethod: {
    statements: in5(),
    en: 'authentication data without a method',
    ja: '認証方式のない認証データ',
  },

  connackReserved: {
    statements: both('MQTT-3.2.2-1'),
    en: 'a reserved bit beside Session Present',
    ja: 'Session Present の隣の予約ビットが 1',
  },
  refusedWithSession: {
    statements: { 4: 'MQTT-3.2.2-4', 5: 'MQTT-3.2.2-6' },
    en: 'Session Present in a refusal',
    ja: '拒否なのに Session Present',
  },
  grantedReserved: {
    statements: { 4: 'MQTT-3.9.3-2' },
    en: 'a reserved return code',
    ja: '予約済みの戻りコード',
  },
  pubackReason: {
    statements: in5('MQTT-3.4.2-1'),
    en: 'no reason code of PUBACK',
    ja: 'PUBACK にない理由コード',
  },
  pubrecReason: {
    statements: in5('MQTT-3.5.2-1'),
    en: 'no reason code of PUBREC',
    ja: 'PUBREC にない理由コード',
  },
  pubrelReason: {
    statements: in5('MQTT-3.6.2-1'),
    en: 'no reason code of PUBREL',
    ja: 'PUBREL にない理由コード',
  },
  pubcompReason: {
    statements: in5('MQTT-3.7.2-1'),
    en: 'no reason code of PUBCOMP',
    ja: 'PUBCOMP にない理由コード',
  },
  disconnectReason: {
    statements: in5('MQTT-3.14.2-1'),
    en: 'no reason code of DISCONNECT for this side',
    ja: 'この側の DISCONNECT にない理由コード',
  },
  authReason: { statements: in5('MQTT-3.15.2-1'), en: 'no reason code of AUTH', ja: 'AUTH にない理由コード' },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleName = keyof typeof rules;
