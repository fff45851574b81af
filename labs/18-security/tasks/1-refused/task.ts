import { defineTask, errorInFull } from '../../../../harness/task/index.ts';
import type { Seen } from '../../../../harness/task/task.ts';
import { operator, secured, sensor } from '../../setups.ts';

/** The program's PUBLISH to the topic that it may not write to. */
const forbidden = ({ trace, prefix }: Seen) => trace.from('you').on(`${prefix}greenhouse/valve`).first();

const hasConnected = ({ trace }: Seen) => trace.from('you').of('CONNECT').count > 0;

export default defineTask({
  title: { en: 'Refused, and it says so', ja: '断られたら、そう言う' },
  asks: {
    en: 'Your program is a sensor that logs in: it connects with the name USERNAME and the password PASSWORD, sends 21.5 to PREFIX + TOPIC, writes "sent", and ends with exit code 0. If the broker refuses the login or the message, it writes one line that begins with "refused" and says why, no stack trace, and ends with exit code 1.',
    ja: 'あなたのプログラムは、ログインするセンサーです。名前 USERNAME とパスワード PASSWORD で接続し、PREFIX + TOPIC に 21.5 を送り、"sent" と出力して、終了コード 0 で終わります。ブローカーにログインかメッセージを断られたら、"refused" で始まる 1 行に理由を出力して(スタックトレースなしで)、終了コード 1 で終わります。',
  },
  minutes: 15,
  builds: true,
  exitCodes: [0, 1],
  hints: [
    {
      en: 'Which packet answers CONNECT, and which one answers your PUBLISH? Is there an answer to every PUBLISH, and can it say no in every version of MQTT?',
      ja: 'CONNECT に答えるのはどのパケットで、PUBLISH に答えるのは? どの PUBLISH にも答えは来ますか? どのバージョンの MQTT でも、その答えで断れますか?',
    },
    {
      en: 'Who catches the error of connectAsync, and of publishAsync? After a refused message the connection is still open: what closes it? And where does an exit code come from?',
      ja: 'connectAsync と publishAsync のエラーは、誰が受け止めますか? メッセージを断られても、接続は開いたままです。誰が閉じますか? 終了コードは、何で決まりますか?',
    },
  ],
  claims: {
    'login.sent': {
      says: {
        en: 'With the right password, the reading arrives: "sent", exit code 0',
        ja: 'パスワードが正しければ測定値が届く: "sent"、終了コード 0',
      },
      ownBroker: true,
    },
    'login.wrong-password': {
      says: {
        en: 'With a wrong password: "refused …", exit code 1',
        ja: 'パスワードが違う: "refused …"、終了コード 1',
      },
      ownBroker: true,
    },
    'login.forbidden-topic': {
      says: {
        en: 'To a topic that it may not write to: "refused …", exit code 1',
        ja: '書けないトピックに送った: "refused …"、終了コード 1',
      },
      ownBroker: true,
    },
  },
  notices: [
    {
      sees: ({ trace }) =>
        [...trace.from('you').of('CONNECT')].some(({ fields }) => fields.username !== true),
      says: {
        en: 'The CONNECT of your program carries no user name. Which options of connectAsync have the name and the password?',
        ja: 'CONNECT にユーザー名がありません。名前とパスワードは、connectAsync のどのオプションですか?',
      },
    },
    errorInFull,
    {
      sees: ({ lines }) => lines.some((line) => /^\s+at /.test(line)),
      says: {
        en: 'Your program threw an error that nobody caught: a stack trace is no sentence for the person who runs it.',
        ja: 'エラーを誰も受け止めていません。スタックトレースは、使う人への文ではありません。',
      },
    },
    {
      sees: ({ trace, broken }) =>
        broken.includes('login.forbidden-topic') &&
        [...trace.from('you').of('CONNECT')].some(({ fields }) => fields.protocolVersion !== 5),
      says: {
        en: 'Your program speaks MQTT 3.1.1. There, a broker cannot say no to a message: it acknowledges it as always, or closes the connection.',
        ja: 'プログラムが MQTT 3.1.1 で話しています。3.1.1 のブローカーは、メッセージを断れません。いつもどおり PUBACK を返すか、接続を閉じるだけです。',
      },
    },
    {
      sees: (seen) =>
        seen.broken.includes('login.forbidden-topic') && (forbidden(seen)?.fields.qos ?? 1) === 0,
      says: {
        en: 'The message to the forbidden topic was sent at QoS 0: no packet answers it, so nobody can say no.',
        ja: '書けないトピックに QoS 0 で送っています。QoS 0 には返事がないので、断られても分かりません。',
      },
    },
    {
      sees: (seen) => hasConnected(seen) && seen.exitCodes.includes(undefined),
      says: {
        en: 'Your program was refused, and still runs. Does it try again, or is its connection still open?',
        ja: '断られたのに、まだ動いています。つなぎ直していますか? それとも、接続が開いたままですか?',
      },
    },
    {
      sees: ({ lines, exitCodes }) =>
        exitCodes.at(-1) === 0 && lines.filter((line) => /^sent/i.test(line)).length > 1,
      says: {
        en: 'The broker answers the message to the forbidden topic with a PUBACK that says no. Your program wrote "sent" and ended before it had read that answer.',
        ja: '書けないトピックへのメッセージには、断る PUBACK が返ってきます。プログラムはそれを読む前に "sent" と書いて、終わりました。',
      },
    },
    {
      sees: ({ broken, exitCodes }) => broken.length > 0 && exitCodes.slice(1).includes(0),
      says: {
        en: 'Your program was refused, and ended with exit code 0: a script that calls it believes that all is well.',
        ja: '断られたのに、終了コードが 0 です。呼び出したスクリプトは、うまくいったと思います。',
      },
    },
    {
      sees: (seen) => hasConnected(seen) && seen.broken.length > 0,
      says: {
        en: 'Is there exactly one line at each start: "sent", or "refused" and the reason?',
        ja: '起動ごとに出力するのは、ちょうど 1 行ですか? "sent" か、"refused" と理由です。',
      },
    },
  ],

  async judge(lab, you) {
    const own = await lab.brokerWith(await secured(lab));
    const url = await own.tapped('mqtt');
    const observer = await own.connect('operator', operator);
    await observer.subscribeAsync(lab.topic('greenhouse/#'), { qos: 1 });
    const run = async (topic: string, { username, password } = sensor) => {
      const more = { MQTT_URL: url, TOPIC: topic, USERNAME: username, PASSWORD: password };
      const program = await you.runs('you', more);
      const { code } = await program.ends();
      const said = program.lines.map((line) => /^(sent|refused\W+\w)/i.exec(line)?.[0].slice(0, 7) ?? line);
      const words = said.map((word) => word.toLowerCase().replace(/\W+$/, ''));
      // The lines of a crash are shown as the program's output.
      return { code, said: words.length > 3 ? [`${words.length} lines`] : words };
    };
    const refused = { code: 1, said: ['refused'] };

    await lab.step({ en: 'The right password', ja: '正しいパスワードのとき' }, async () => {
      await lab.claim('login.sent', { code: 0, said: ['sent'], arrived: '21.5' }, async () => {
        const ended = await run('greenhouse/temperature');
        const { payload } = await lab.inbox(observer).next();
        return { ...ended, arrived: payload };
      });
    });
    await lab.step({ en: 'A wrong password', ja: 'パスワードが違うとき' }, () =>
      lab.claim('login.wrong-password', refused, () =>
        run('greenhouse/temperature', { ...sensor, password: 'orchid' }),
      ),
    );
    await lab.step({ en: 'A topic that it may not write to', ja: '書けないトピックのとき' }, () =>
      lab.claim('login.forbidden-topic', refused, () => run('greenhouse/valve')),
    );
  },
});
