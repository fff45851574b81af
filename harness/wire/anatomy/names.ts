import type { Text } from '../../base/text.ts';

export const typeName: Text = { en: 'type', ja: '種類' };
/** In every type but PUBLISH, the flags have a fixed value without meaning. */
export const fixedFlags: Text = { en: 'flags: always so', ja: 'フラグ: 決まった値' };
export const typeAndFlags: Text = { en: 'type and flags', ja: '種類とフラグ' };
export const remainingLength: Text = { en: 'remaining length', ja: '残りの長さ' };
export const follow = (count: number): Text => ({
  en: count === 0 ? '0 bytes: that was all' : `${count} bytes follow`,
  ja: count === 0 ? '0 バイト: これで全部' : `あと ${count} バイト`,
});
export const packetId: Text = { en: 'packet identifier', ja: 'パケット ID' };
export const topicName: Text = { en: 'topic', ja: 'トピック' };
export const topicFilter: Text = { en: 'topic filter', ja: 'トピックフィルター' };
export const payload: Text = { en: 'payload', ja: 'ペイロード' };
export const protocolName: Text = { en: 'protocol name', ja: 'プロトコル名' };
export const protocolLevel: Text = { en: 'protocol version', ja: 'プロトコルのバージョン' };
export const connectFlags: Text = { en: 'connect flags', ja: '接続フラグ' };
export const userName: Text = { en: 'user name', ja: 'ユーザー名' };
export const password: Text = { en: 'password', ja: 'パスワード' };
export const will: Text = { en: 'will', ja: '遺言' };
export const willRetain: Text = { en: 'will retain', ja: '遺言の retain' };
export const willQoS: Text = { en: 'will QoS', ja: '遺言の QoS' };
export const willTopic: Text = { en: 'will topic', ja: '遺言のトピック' };
export const willPayload: Text = { en: 'will payload', ja: '遺言のペイロード' };
export const keepAlive: Text = { en: 'keep alive', ja: 'キープアライブ' };
export const clientId: Text = { en: 'client identifier', ja: 'クライアント ID' };
export const connackFlags: Text = { en: 'acknowledge flags', ja: '応答フラグ' };
export const sessionPresent: Text = { en: 'session present', ja: 'セッションの有無' };
export const reasonCode: Text = { en: 'reason code', ja: '理由コード' };
export const returnCode: Text = { en: 'return code', ja: '戻りコード' };
export const options: Text = { en: 'subscription options', ja: '購読のオプション' };
export const retainHandling: Text = { en: 'retain handling', ja: 'retain の扱い' };
export const retainAsPublished: Text = { en: 'retain as published', ja: 'retain をそのまま' };
export const noLocal: Text = { en: 'no local', ja: '自分には送らない' };
export const tooMuch: Text = { en: 'more than it should hold', ja: '余分なバイト' };
