import type { Text } from '../base/text.ts';
import { brokerVariables, kindsInHelp } from '../brokers/help.ts';

const brokers = kindsInHelp({ en: 'default', ja: '既定' });

export const verifyHelp: Text = {
  en: `npm run verify -- [options]
Holds brokers to every claim of the talk and beyond it, and ends with one matrix of what holds, what is broken and what
differs.

Options:
  -b, --broker BROKER   one or several times: ${brokers.en},
                        a version by its image's tag (mosquitto@2.0.22), a URL (mqtt:// mqtts:// ws:// wss://), or a URL with a name and version
                        (rabbitmq@3.10.8=mqtt://…): known deviations and documented limits are looked up by that,
                        or by what the broker says it is
      --only WORDS      claims whose id begins with or contains a word, or a lab: retain,qos or 06
  -p, --protocol V      3.1.1 or 5 (default: both)
      --no-time         leave out claims about time itself: they take seconds on any broker
  -o, --out FOLDER      write matrix.json, matrix.md, matrix.html and junit.xml
      --prefix LEVELS   what every topic begins with (default: mqtt-hands-on)
      --rate N          packets per second to each broker, on average (default: 100 for a URL, no limit otherwise)
      --seed N          the order of an earlier run (default: a new one each time)
      --dry-run         list the claims and about how many packets each sends; only the embedded broker is touched
      --lang LANGUAGE   en or ja (default: from the locale)
  -h, --help            this text
On a broker that was already running, only topics under the prefix and the run's own client ids are used, and retained
messages and sessions it made are removed, even after a failure or Ctrl-C.
Exit code: 0 all hold (a known deviation is shown but does not count), 1 something is broken, 2 not all could be run.
Environment: ${brokerVariables},
  NO_COLOR, DEBUG
`,
  ja: `npm run verify -- [オプション]
発表とそれ以外のすべての主張をブローカーで確かめ、成り立つもの、破れたもの、違うものを 1 つの表にまとめます。

オプション:
  -b, --broker 名前     繰り返し指定できます: ${brokers.ja}、
                        イメージのタグで選んだ版(mosquitto@2.0.22)、URL(mqtt:// mqtts:// ws:// wss://)、名前と版を付けた URL
                        (rabbitmq@3.10.8=mqtt://…。既知の逸脱や公開されている制限はこの名前で、なければ
                        ブローカーの名乗りで照合します)
      --only 語         ID がその語で始まる、またはその語を含む主張、あるいはラボ: retain,qos や 06
  -p, --protocol 版     3.1.1 か 5(既定: 両方)
      --no-time         時間そのものについての主張を除く(どのブローカーでも数秒かかります)
  -o, --out フォルダー  matrix.json、matrix.md、matrix.html、junit.xml を書き出す
      --prefix 階層     すべてのトピックの先頭に付ける(既定: mqtt-hands-on)
      --rate N          各ブローカーに送る 1 秒あたりの平均パケット数(既定: URL なら 100、ほかは無制限)
      --seed N          以前の実行と同じ順序にする(既定: 毎回変わる)
      --dry-run         主張と、それぞれのおよそのパケット数を一覧にする(組み込みのブローカー以外には触れない)
      --lang 言語       ja か en(既定: ロケールから)
  -h, --help            この説明
すでに動いているブローカーでは、プレフィックス以下のトピックと自分のクライアント ID だけを使います。残した retain メッセージや
セッションは、失敗や Ctrl-C のあとでも消します。
終了コード: 0 すべて成立(既知の逸脱は表示だけ)、1 破れた主張がある、2 すべては実行できなかった
環境変数: ${brokerVariables},
  NO_COLOR, DEBUG
`,
};
