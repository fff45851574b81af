import type { Text } from '../base/text.ts';

export const clientHelp: Text = {
  en: `npm run verify:client -- [options] [--] PROGRAM [arguments]
Starts a client program of yours in front of a small broker, once for each situation (an acknowledgement is lost, the
connection is cut, a limit is announced, a certificate has expired …), and judges the packets that it sends.

The program finds the broker by MQTT_URL, MQTT_HOST and MQTT_PORT in its environment, or by {url} {host} {port} in its
arguments. It may stay or end by itself. What it does is found out by a first, undisturbed run; what does not apply to it
is left out, with the reason. {ca} and MQTT_CA name the authority that it is to trust where the address is mqtts://.

  npm run verify:client -- python3 my.py
  npm run verify:client -- mosquitto_sub -h {host} -p {port} -t 'office/#' -q 1

Options:
      --only WORDS      situations, claims and observations whose id begins with or contains a word: resend,cut
  -p, --protocol V      3.1.1 or 5: insist that the program speaks it
      --as NAME@VERSION which client it is, so that its known deviations are recognised: mosquitto_pub@2.0.11
      --no-time         leave out what is about time itself: it takes seconds on any client
  -o, --out FOLDER      write matrix.json, matrix.md, matrix.html and junit.xml
      --dry-run         list the situations, claims and observations; no program is started
      --lang LANGUAGE   en or ja (default: from the locale)
  -h, --help            this text
Exit code: 0 all hold (a known deviation is shown but does not count), 1 something is broken, 2 it could not be run.
`,
  ja: `npm run verify:client -- [オプション] [--] プログラム [引数]
あなたのクライアントプログラムを、小さなブローカーの前で状況ごとに起動し(確認応答が消える、接続が切れる、上限を告げられる、
証明書の期限が切れている、など)、送られたパケットを判定します。

プログラムは環境変数 MQTT_URL、MQTT_HOST、MQTT_PORT、または引数の {url} {host} {port} から接続先を知ります。動き続けても、
自分で終わってもかまいません。何をするかは最初の邪魔のない実行で調べ、当てはまらない状況は理由を添えて対象外にします。
アドレスが mqtts:// のときに信頼すべき認証局は {ca} と MQTT_CA が示します。

  npm run verify:client -- python3 my.py
  npm run verify:client -- mosquitto_sub -h {host} -p {port} -t 'office/#' -q 1

オプション:
      --only 語         ID がその語で始まる、またはその語を含む状況・主張・観察: resend,cut
  -p, --protocol 版     3.1.1 か 5。プログラムがその版を話すことを求める
      --as 名前@版      どのクライアントか。既知の逸脱を照合する: mosquitto_pub@2.0.11
      --no-time         時間そのものについての状況を除く(どのクライアントでも数秒かかります)
  -o, --out フォルダー  matrix.json、matrix.md、matrix.html、junit.xml を書き出す
      --dry-run         状況、主張、観察を一覧にする(プログラムは起動しない)
      --lang 言語       ja か en(既定: ロケールから)
  -h, --help            この説明
終了コード: 0 すべて成立(既知の逸脱は表示だけ)、1 破れた主張がある、2 実行できなかった
`,
};
