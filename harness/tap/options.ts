import { accessOptions } from '../brokers/access/options.ts';
import { aFile, type Options } from '../process/command/command.ts';
import { faultOptions } from './fault-options.ts';

/** The options of `npm run tap`. */
export const tapOptions = {
  port: {
    value: { en: 'N', ja: '番号' },
    en: 'port on 127.0.0.1 that clients connect to',
    ja: 'クライアントがつなぐ 127.0.0.1 のポート',
    otherwise: { en: 'one that is free', ja: '空いているもの' },
  },
  ws: {
    en: "in front of the broker's WebSocket endpoint",
    ja: 'ブローカーの WebSocket の入り口の手前に置く',
  },
  filter: {
    value: { en: 'WORD', ja: '語' },
    multiple: true,
    en: 'show only what fits: a topic filter, or a packet type such as PUBLISH',
    ja: '該当するものだけを見せる: トピックフィルター、または PUBLISH のような種別',
  },
  json: {
    en: 'one JSON object a line instead of text, with the bytes of each packet',
    ja: '文章の代わりに 1 行 1 つの JSON を出す。パケットのバイト列も入る',
  },
  svg: {
    value: aFile,
    en: 'draw what was shown as a sequence diagram',
    ja: '見せたものをシーケンス図に描く',
  },
  write: {
    value: aFile,
    en: 'write every packet as pcapng for Wireshark, as MQTT over TCP whatever carried it',
    ja: 'すべてのパケットを Wireshark 用の pcapng に書く。TLS や WebSocket の中身も TCP 上の MQTT にする',
  },
  replay: {
    value: aFile,
    en: "send again what a file's clients sent (of --write or --json), each packet as long after the first as then, and end",
    ja: 'ファイル(--write か --json のもの)のクライアントが送ったパケットを、同じ間隔でもう一度送って終わる',
  },
  ...faultOptions,
  ...accessOptions,
} as const satisfies Options;
