import type { Text } from '../../base/text.ts';
import type { ConnectionEvent, Fate } from '../../protocol/packet.ts';

/** Words for what the tap did with a packet, unless it passed. */
export const fateWords: Readonly<Record<Exclude<Fate, 'passed'>, Text>> = {
  lost: { en: 'lost', ja: '消失' },
  held: { en: 'held', ja: '保留' },
  delayed: { en: 'delayed', ja: '遅延' },
  duplicated: { en: 'sent twice', ja: '二重送信' },
};

/** What happened to a connection. */
export const connectionWords: Readonly<Record<ConnectionEvent, Text>> = {
  opened: { en: 'connection opened', ja: '接続' },
  'closed-by-client': { en: 'closed by the client', ja: 'クライアントが切断' },
  'closed-by-broker': { en: 'closed by the broker', ja: 'ブローカーが切断' },
  cut: { en: 'connection cut', ja: '接続断' },
  frozen: { en: 'frozen: nothing passes', ja: '凍結: 何も通らない' },
  thawed: { en: 'thawed', ja: '凍結解除' },
  'not-mqtt': { en: 'not MQTT: passed on unread', ja: 'MQTT ではない: 読まずに通過' },
  'ended-mid-packet': { en: 'ended mid-packet', ja: 'パケットの途中で終了' },
  'broker-unreachable': { en: 'no connection to the broker', ja: 'ブローカーに接続できず' },
  'closed-by-tap': { en: 'closed by the tap', ja: 'タップが切断' },
  upgrade: { en: 'asks for a WebSocket', ja: 'WebSocket を要求' },
  upgraded: { en: 'WebSocket opened', ja: 'WebSocket を開始' },
  'upgrade-refused': { en: 'WebSocket refused', ja: 'WebSocket を拒否' },
  'text-message': { en: 'text message: not MQTT', ja: 'テキストメッセージ: MQTT ではない' },
};

/** A decimal number with a comma every three digits, in every locale. */
export const grouped = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, ',');

/** Words for the packets that a full trace left out. */
export const droppedWords = (packets: number, bytes: number): Text => ({
  en: `… ${grouped(packets)} more packet${packets === 1 ? '' : 's'} (${grouped(bytes)} B) not kept`,
  ja: `… ほか ${grouped(packets)} パケット (${grouped(bytes)} B) は記録せず`,
});

export const malformedWord: Text = { en: 'malformed', ja: '不正' };
