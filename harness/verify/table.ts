import { same, type Text } from '../base/text.ts';
import { accessOptions } from '../brokers/access/options.ts';
import { brokerVariables, kindsInHelp } from '../brokers/help.ts';
import { oneVersion } from '../lab/terminal/options.ts';
import { aFolder, command } from '../process/command/command.ts';

const brokers = kindsInHelp({ en: 'needs nothing', ja: '準備不要' });
const aNumber: Text = same('N');

/** `npm run verify`. */
export const verifyTable = command({
  name: 'npm run verify',
  en: 'Holds brokers to every claim of the talk and beyond it, and ends with one matrix of what holds, what is broken and what differs.',
  ja: '発表とそれ以外のすべての主張をブローカーで確かめ、成り立つもの、成り立たないもの、違うものを 1 つの表にまとめます。',
  tooMany: { en: 'a broker comes after --broker', ja: 'ブローカーは --broker のあとに' },
  options: {
    broker: {
      short: 'b',
      multiple: true,
      value: { en: 'BROKER', ja: '名前' },
      en: `one or several times: ${brokers.en}, a version by its image's tag (mosquitto@2.0.22), a URL (mqtt:// mqtts:// ws:// wss://), or a URL with a name and version (rabbitmq@3.10.8=mqtt://…): known deviations and documented limits are looked up by that, or by what the broker says it is`,
      ja: `繰り返し指定できます: ${brokers.ja}、イメージのタグで選んだ版(mosquitto@2.0.22)、URL(mqtt:// mqtts:// ws:// wss://)、名前と版を付けた URL(rabbitmq@3.10.8=mqtt://…。既知の逸脱や公開されている制限はこの名前で、なければブローカーの名乗りで照合します)`,
      default: ['embedded'],
    },
    only: {
      multiple: true,
      value: { en: 'WORDS', ja: '語' },
      en: 'claims whose id begins with or contains a word, or a lab: retain,qos or 06',
      ja: 'ID がその語で始まる、またはその語を含む主張、あるいはラボ: retain,qos や 06',
      default: [],
    },
    protocol: oneVersion({ en: 'both', ja: '両方' }),
    'no-time': {
      en: 'leave out claims about time itself: they take seconds on any broker',
      ja: '時間そのものについての主張を除く(どのブローカーでも数秒かかります)',
    },
    out: {
      short: 'o',
      value: aFolder,
      en: 'write matrix.json, matrix.md, matrix.html and junit.xml',
      ja: 'matrix.json、matrix.md、matrix.html、junit.xml を書き出す',
    },
    prefix: {
      value: { en: 'LEVELS', ja: '階層' },
      en: 'what every topic begins with',
      ja: 'すべてのトピックの先頭に付ける',
      default: 'mqtt-hands-on',
    },
    rate: {
      value: aNumber,
      en: 'packets per second to each broker, on average',
      ja: '各ブローカーに送る 1 秒あたりの平均パケット数',
      otherwise: { en: '100 for a URL, no limit otherwise', ja: 'URL なら 100、ほかは無制限' },
    },
    seed: {
      value: aNumber,
      en: 'the order of an earlier run',
      ja: '以前の実行と同じ順序にする',
      otherwise: { en: 'a new one each time', ja: '毎回変わる' },
    },
    ...accessOptions,
    'beyond-limits': {
      en: 'send also what is beyond the documented limits of a cloud: for a stand-in or an account to try things out; what holds all the same is told',
      ja: 'クラウドの公開されている制限を超えるものも送る(代役や試験用のアカウント向け)。それでも成り立ったものは知らせます',
    },
    'dry-run': {
      en: 'list the claims and about how many packets each sends; of a cloud, what a run would leave out and cost; only the embedded broker is touched',
      ja: '主張と、それぞれのおよそのパケット数を一覧にする。クラウドでは、除かれるものと費用の目安も(組み込みのブローカー以外には触れない)',
    },
  },
  notes: [
    {
      en: "On a broker that was already running, only topics under the prefix and the run's own client ids are used, and retained messages and sessions it made are removed, even after a failure or Ctrl-C.",
      ja: 'すでに動いているブローカーでは、プレフィックス以下のトピックと自分のクライアント ID だけを使います。残した retain メッセージやセッションは、失敗や Ctrl-C のあとでも消します。',
    },
  ],
  exitCodes: {
    0: {
      en: 'all hold (a known deviation is shown but does not count)',
      ja: 'すべて成立(既知の逸脱は表示だけ)',
    },
    1: { en: 'something is broken', ja: '成り立たない主張がある' },
    2: { en: 'not all could be run', ja: 'すべては実行できなかった' },
  },
  environment: [...brokerVariables, 'NO_COLOR', 'DEBUG'],
});
