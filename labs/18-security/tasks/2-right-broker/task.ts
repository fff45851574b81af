import { tappedForPrograms } from '../../../../harness/lab/for-programs.ts';
import { defineTask, errorInFull } from '../../../../harness/task/index.ts';
import { certificates } from '../../setups.ts';
import { caFile } from './ca-file.ts';
import { tlsFront } from './front.ts';

export default defineTask({
  title: { en: 'The right broker, and no other', ja: '正しいブローカーにだけ話す' },
  asks: {
    en: 'MQTT_URL begins with mqtts://, and the certificate of your broker is signed by a CA of your own. The certificate of that CA is in the file CA_FILE (PEM). Your program sends 21.5 to PREFIX + greenhouse/temperature and ends with exit code 0. If the broker shows a certificate of another CA, or one for another host, your program tells it nothing at all: it writes one line that says why, no stack trace, and ends with exit code 1.',
    ja: 'MQTT_URL は mqtts:// で始まり、ブローカーの証明書は自前の認証局(CA)が署名しています。その CA の証明書は、ファイル CA_FILE(PEM)にあります。プログラムは PREFIX + greenhouse/temperature に 21.5 を送り、終了コード 0 で終わります。相手の証明書が別の CA のものだったり、別のホストのものだったりしたら、何も話しません。理由を 1 行だけ(スタックトレースなしで)出力して、終了コード 1 で終わります。',
  },
  minutes: 10,
  builds: true,
  isFastTrack: true,
  exitCodes: [0, 1],
  hints: [
    {
      en: 'Whom does a program trust if you tell it nothing: which CAs does Node know? Would any of them have signed a certificate for your broker?',
      ja: '何も指定しないと、誰を信頼しますか? Node が知っているのは、どの CA ですか? その中に、あなたのブローカーの証明書に署名したものはありますか?',
    },
    {
      en: 'Which option of connectAsync takes the certificate of a CA, as text? Which two things are compared with the certificate of the broker, and which options would switch that off?',
      ja: 'CA の証明書(テキスト)を渡すのは、connectAsync のどのオプションですか? ブローカーの証明書と比べられるものを 2 つ挙げると? 比べるのをやめてしまうオプションは、どれですか?',
    },
  ],
  claims: {
    'tls.sent': {
      says: {
        en: 'Your broker gets the reading, and the program ends with 0',
        ja: '自分たちのブローカーには測定値が届き、終了コードは 0',
      },
    },
    'tls.another-authority': {
      says: {
        en: 'A broker with a certificate of another CA hears nothing',
        ja: '別の CA の証明書を見せた相手には、何も話さない',
      },
    },
    'tls.another-host': {
      says: {
        en: 'A broker with a certificate for another host hears nothing',
        ja: '別のホストの証明書を見せた相手には、何も話さない',
      },
    },
    'tls.says-why': {
      says: {
        en: 'Both times it says why: one line, exit code 1',
        ja: 'どちらでも理由を言う: 1 行、終了コード 1',
      },
    },
  },
  notices: [
    {
      sees: ({ broken }) => broken.includes('tls.sent'),
      says: {
        en: 'Your own broker got nothing: the program did not trust its certificate, which no CA that Node knows has signed. How does it learn about yours: does the option that you use take the certificate itself, or the name of its file?',
        ja: '自分たちのブローカーに、何も届いていません。証明書に署名したのが Node の知っている CA ではないので、信頼できませんでした。あなたの CA のことは、どうやって教えますか? そのオプションに渡すのは、証明書そのものですか、ファイルの名前ですか?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('tls.another-authority'),
      says: {
        en: 'Your program spoke to a broker whose certificate another CA has signed. The connection was encrypted, but with whom? Is the check switched off?',
        ja: '別の CA が署名した証明書の相手に、話してしまいました。暗号化はされていますが、相手は誰でしょう? 検証をやめていませんか?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('tls.another-host'),
      says: {
        en: 'The CA was the right one, but the certificate was for another host: anybody with any certificate of that CA could be your broker. Does your program compare the name?',
        ja: 'CA は正しくても、証明書は別のホストのものでした。これでは、その CA の証明書を持つ誰もがブローカーのふりをできます。名前を比べていますか?',
      },
    },
    errorInFull,
    {
      sees: ({ lines }) => lines.some((line) => /^\s+at /.test(line)),
      says: {
        en: 'Your program told the wrong brokers nothing, but threw an error that nobody caught: a stack trace is no sentence for the person who runs it.',
        ja: '違う相手には何も話しませんでしたが、エラーを誰も受け止めていません。スタックトレースは、使う人への文ではありません。',
      },
    },
    {
      sees: ({ broken, exitCodes }) =>
        broken.includes('tls.says-why') && exitCodes.slice(1).every((code) => code === 0),
      says: {
        en: 'Your program told the wrong brokers nothing, and ended with exit code 0: a script that calls it believes that the reading was sent.',
        ja: '違う相手には何も話しませんでしたが、終了コードが 0 です。呼び出したスクリプトは、測定値を送れたと思います。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('tls.says-why'),
      says: {
        en: 'Your program told the wrong brokers nothing. Does it write exactly one line then, and end with exit code 1?',
        ja: '違う相手には何も話しませんでした。そのとき、ちょうど 1 行出力して、終了コード 1 で終わりますか?',
      },
    },
  ],

  async judge(lab, you) {
    const { authority, server, otherServer, impostor } = await certificates();
    const port = Number(new URL(await tappedForPrograms(lab)).port);
    await using file = await caFile(authority);
    await using ours = await tlsFront(server, port);
    await using anotherAuthority = await tlsFront(impostor, port);
    await using anotherHost = await tlsFront(otherServer, port);
    const run = async (url: string) => {
      const program = await you.runs('you', { MQTT_URL: url, CA_FILE: file.path });
      const { code } = await program.ends();
      return { code, lines: program.lines.length };
    };

    await lab.step({ en: 'Your own broker', ja: '自分たちのブローカーのとき' }, async () => {
      const greenhouse = await lab.connect('greenhouse');
      await greenhouse.subscribeAsync(lab.topic('greenhouse/temperature'), { qos: 1 });
      await lab.claim('tls.sent', { code: 0, arrived: '21.5' }, async () => {
        const { code } = await run(ours.url);
        if (ours.heard === 0) return { code, arrived: 'nothing' };
        const { payload } = await lab.inbox(greenhouse).next();
        return { code, arrived: payload };
      });
    });
    await lab.step(
      {
        en: 'A broker with a certificate of another CA, and one with a certificate for another host',
        ja: '別の CA の証明書を見せる相手と、別のホストの証明書を見せる相手のとき',
      },
      async () => {
        const ended = [await run(anotherAuthority.url), await run(anotherHost.url)];
        await lab.claim('tls.another-authority', { heard: 0 }, { heard: anotherAuthority.heard });
        await lab.claim('tls.another-host', { heard: 0 }, { heard: anotherHost.heard });
        const says = { code: 1, lines: 1 };
        await lab.claim('tls.says-why', [says, says], ended);
      },
    );
  },
});
