import { oneVersion } from '../lab/terminal/options.ts';
import { aFolder, command } from '../process/command/command.ts';
import { knownClients } from './identify.ts';
import { SETTLE_MS } from './settle.ts';

const examples = `\
  npm run verify:client -- python3 my.py
  npm run verify:client -- mosquitto_sub -h {host} -p {port} -t 'office/#' -q 1`;

const clientsInHelp = knownClients.join(', ');

/** `npm run verify:client`. */
export const clientTable = command({
  name: 'npm run verify:client',
  program: { en: 'PROGRAM [arguments]', ja: 'プログラム [引数]' },
  en: `Starts a client program of yours in front of a small broker, once for each situation (an acknowledgement is lost, the connection is cut, a limit is announced, a certificate has expired …), and judges the packets that it sends.

The program finds the broker by MQTT_URL, MQTT_HOST and MQTT_PORT in its environment, or by {url} {host} {port} in its arguments. It may stay or end by itself. What it does is found out by a first, undisturbed run; what does not apply to it is left out, with the reason. {ca} and MQTT_CA name the authority that it is to trust where the address is mqtts://.

${examples}`,
  ja: `あなたのクライアントプログラムを、小さなブローカーの前で状況ごとに起動し(確認応答が消える、接続が切れる、上限を告げられる、証明書の期限が切れている、など)、送られたパケットを判定します。

プログラムは環境変数 MQTT_URL、MQTT_HOST、MQTT_PORT、または引数の {url} {host} {port} から接続先を知ります。動き続けても、自分で終わってもかまいません。何をするかは最初の邪魔のない実行で調べ、当てはまらない状況は理由を添えて対象外にします。アドレスが mqtts:// のときに信頼すべき認証局は {ca} と MQTT_CA が示します。

${examples}`,
  options: {
    only: {
      multiple: true,
      value: { en: 'WORDS', ja: '語' },
      en: 'situations, claims and observations whose id begins with or contains a word: resend,cut',
      ja: 'ID がその語で始まる、またはその語を含む状況・主張・観察: resend,cut',
      default: [],
    },
    protocol: oneVersion({ en: 'the one that the program speaks', ja: 'プログラムが話す版' }),
    as: {
      value: { en: 'NAME[@VERSION]', ja: '名前[@版]' },
      en: `which client or library it is, so that its known deviations are recognised: ${clientsInHelp}`,
      ja: `どのクライアントまたはライブラリか。既知の逸脱を照合する: ${clientsInHelp}`,
      otherwise: {
        en: 'mosquitto_pub, mosquitto_sub and mqttx say it themselves',
        ja: 'mosquitto_pub、mosquitto_sub、mqttx は自分で名乗る',
      },
    },
    settle: {
      value: { en: 'SECONDS', ja: '秒' },
      en: 'how long the first run goes on without anything new: longer for a program that publishes less often',
      ja: '最初の実行を、新しいことが起きないまま何秒続けるか。たまにしか送らないプログラムでは長くする',
      otherwise: { en: `${SETTLE_MS / 1_000}`, ja: `${SETTLE_MS / 1_000}` },
    },
    'no-time': {
      en: 'leave out what is about time itself: it takes seconds on any client',
      ja: '時間そのものについての状況を除く(どのクライアントでも数秒かかります)',
    },
    out: {
      short: 'o',
      value: aFolder,
      en: 'write matrix.json, matrix.md, matrix.html and junit.xml',
      ja: 'matrix.json、matrix.md、matrix.html、junit.xml を書き出す',
    },
    'dry-run': {
      en: 'list the situations, claims and observations; no program is started',
      ja: '状況、主張、観察を一覧にする(プログラムは起動しない)',
    },
  },
  exitCodes: {
    0: {
      en: 'all hold (a known deviation is shown but does not count)',
      ja: 'すべて成立(既知の逸脱は表示だけ)',
    },
    1: { en: 'something is broken', ja: '成り立たない主張がある' },
    2: { en: 'it could not be run', ja: '実行できなかった' },
  },
});
