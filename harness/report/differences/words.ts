import type { Text } from '../../base/text.ts';
import { headings } from '../headings.ts';

/** The themes of observations, by the part of the id before the dot. */
export const themes: Readonly<Record<string, Text>> = {
  access: { en: 'Access', ja: 'アクセス' },
  connect: { en: 'Connecting', ja: '接続' },
  limits: { en: 'Limits', ja: '上限' },
  session: { en: 'Sessions', ja: 'セッション' },
  delivery: { en: 'Delivery', ja: '配送' },
  subscription: { en: 'Subscriptions', ja: '購読' },
  shared: { en: 'Shared subscriptions', ja: '共有サブスクリプション' },
  errors: { en: 'Answers to mistakes', ja: '誤りへの応答' },
  'keep-alive': { en: 'Keep alive', ja: 'Keep Alive' },
  websocket: { en: 'WebSocket', ja: 'WebSocket' },
};

export const page: Readonly<
  Record<'title' | 'intro' | 'signs' | 'question' | 'decides' | 'notMeasured', Text>
> = {
  title: { en: 'Where brokers differ', ja: 'ブローカーの違い' },
  intro: {
    en:
      'The MQTT specification leaves these questions open, or leaves room in the answer: what to look at when ' +
      'choosing a broker, or moving to another. Every answer was seen on the wire of a running broker with its default ' +
      'settings, except for `allow_anonymous true` on Mosquitto, without which nobody could ask, and `topicAliasMaximum: 10` ' +
      'on aedes. The WebSocket server in front of aedes is part of this project. The images `mqtt-hands-on/…` are made of Debian ' +
      'packages (see `.ci/run`).',
    ja:
      'MQTT の仕様が決めていない、または幅を残している事柄です。ブローカーを選ぶときや乗り換えるときに効いてきます。' +
      '答えはすべて、動いているブローカーとの通信で見たものです。設定は既定値のままですが、Mosquitto には接続できるように ' +
      '`allow_anonymous true` を、aedes には `topicAliasMaximum: 10` を加えてあります。aedes の前に立つ WebSocket サーバーは、このプロジェクトのものです。' +
      '`mqtt-hands-on/…` は Debian のパッケージから作ったイメージです(`.ci/run` を参照)。',
  },
  signs: {
    en:
      '≠: the brokers measured do not all agree. —: not measured here yet. *Italics*: why it could not be asked. ' +
      'This page is generated: `npm run differences -- --broker NAME` measures a broker again and rewrites it; ' +
      'columns that were not measured again stay as they are.',
    ja:
      '≠ は、測ったブローカーの間で違いがあるもの。— は、まだここで測っていないもの。*斜体*は、調べられなかった理由です。' +
      'このページは生成されたものです。`npm run differences -- --broker 名前` でブローカーを測り直すと書き換わり、測らなかった列はそのまま残ります。',
  },
  question: headings.question,
  decides: headings.decides,
  notMeasured: { en: 'not measured here yet', ja: 'まだここでは測っていない' },
};
