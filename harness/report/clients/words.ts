import type { Text } from '../../base/text.ts';

/** The themes of questions, by the part of the id before the dot. */
export const clientThemes: Readonly<Record<string, Text>> = {
  connect: { en: 'Connecting', ja: '接続' },
  offline: { en: 'While the broker is away', ja: 'ブローカーがいないあいだ' },
  resend: { en: 'Sending again', ja: '送り直し' },
  reconnect: { en: 'Reconnecting', ja: '再接続' },
  acknowledge: { en: 'Acknowledging', ja: '受け取りの返事' },
  end: { en: 'Ending', ja: '終わり方' },
};

export const clientsPage: Readonly<Record<'title' | 'intro' | 'signs', Text>> = {
  title: { en: 'How clients differ', ja: 'クライアントの違い' },
  intro: {
    en:
      'What client libraries and programs do by themselves, each with everything left at its defaults but what a question names. ' +
      'Every answer was seen on the wire: the client ran in front of the embedded broker, through a tap that lost a packet or a ' +
      'gate that shut. MQTT.js and paho-mqtt ran in small programs of this project (`harness/clients`): they connect, subscribe ' +
      'once, publish, and leave the rest to the library. mosquitto_pub ran with `-l` where it had to publish several times.',
    ja:
      'クライアントのライブラリーやプログラムが、自分の判断でしていることです。設定は、問いに書いてあるもののほかは既定値のままです。' +
      '答えはすべて通信で見たものです。クライアントを埋め込みブローカーにつなぎ、あいだのタップでパケットを消したり、門を閉めたりしました。' +
      'MQTT.js と paho-mqtt は、このプロジェクトの小さなプログラム(`harness/clients`)で動かしました。つないで、一度だけ購読し、送るだけで、' +
      'あとはライブラリーに任せています。mosquitto_pub に何度も送らせるときは `-l` を使いました。',
  },
  signs: {
    en:
      '≠: the clients do not all do the same. —: not measured. *Italics*: why the question makes no sense. ' +
      'This page is generated: `npm run clients` measures the clients of this machine and rewrites it; columns of others stay as ' +
      'they are, with their date.',
    ja:
      '≠ は、クライアントによって違うもの。— は、まだ測っていないもの。*斜体*は、問いが当てはまらない理由です。' +
      'このページは生成されたものです。`npm run clients` で、このマシンにあるクライアントを測って書き換えます。ほかの列は、測った日付とともに残ります。',
  },
};
