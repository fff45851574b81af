import { defineTask, oneOf } from '../../../../harness/task/index.ts';

/** Longer than MQTT.js usually waits before it tries again, and Node may be busy, in ms. */
const BACK_WITHIN_MS = 6_000;

export default defineTask({
  title: { en: 'Back after a cut', ja: '切れても戻ってくる' },
  asks: {
    en: 'Your program writes the orders on PREFIX + orders, each as a line, each once. It runs for months, and its network does not: when the connection is lost it writes "offline" as a line, comes back within two seconds, and goes on writing orders. (What is sent in between may be lost; lab 07 is about that.)',
    ja: 'あなたのプログラムは、PREFIX + orders の注文を 1 行ずつ、1 回ずつ出力します。何か月も動きつづけますが、ネットワークはそうはいきません。接続が切れたら "offline" と 1 行出力して、2 秒以内に戻り、また注文を出力してください。(切れているあいだに送られたものは、失われてもかまいません。それはラボ 07 の話です。)',
  },
  minutes: 10,
  builds: true,
  isFastTrack: true,
  hints: [
    {
      en: 'What comes after "cut" in the output: a CONNECT, a SUBSCRIBE? Which option decides whether MQTT.js tries again?',
      ja: '出力の「切断」のあとに、何がありますか? CONNECT は? SUBSCRIBE は? MQTT.js がつなぎ直すかどうかは、どのオプションで決まりますか?',
    },
    {
      en: 'Is a lost connection an "error" to MQTT.js, or another event? And "connect" comes at each reconnect: what must not be done there a second time?',
      ja: '接続が切れることは、MQTT.js では "error" ですか、別のイベントですか? "connect" はつなぎ直すたびに来ます。そこで 2 回してはいけないことは?',
    },
  ],
  claims: {
    'back.offline': {
      says: {
        en: 'It writes "offline" when the connection is lost',
        ja: '接続が切れたら "offline" と出力する',
      },
    },
    'back.hears': {
      says: {
        en: 'It is connected again, and what is sent to PREFIX + orders will reach it',
        ja: 'またつながり、PREFIX + orders に送れば届く',
      },
    },
    'back.once': {
      says: {
        en: 'It writes each order once, before and after',
        ja: '切れる前も後も、注文を 1 回ずつ出力する',
      },
    },
  },
  notices: [
    {
      sees: ({ trace }) =>
        [...trace].some((entry) => entry.kind === 'connection' && entry.what === 'cut') &&
        trace.from('you').of('CONNECT').count === 1,
      says: {
        en: 'The connection was cut, and your program has not tried again: there is only one CONNECT.',
        ja: '接続が切れたあと、つなぎ直していません。CONNECT は 1 回だけです。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('back.hears'),
      says: {
        en: 'Your program is connected again, but after the second CONNACK there is no SUBSCRIBE. The broker has forgotten the first one.',
        ja: 'つなぎ直しましたが、2 回目の CONNACK のあとに SUBSCRIBE がありません。1 回目の購読を、ブローカーは忘れています。',
      },
    },
    {
      sees: ({ lines }) => lines.some((line, at) => line !== 'offline' && lines.indexOf(line) !== at),
      says: {
        en: 'An order came once (see its PUBLISH), but was written twice. How many message handlers are there after two connects?',
        ja: '注文は 1 回届いたのに(PUBLISH を見てください)、2 回出力されました。2 回つないだあと、message のハンドラーはいくつありますか?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('back.offline'),
      says: {
        en: 'Nobody was told that the connection was lost. To MQTT.js a closed connection is no error: which event is it?',
        ja: '接続が切れたことを知らせていません。MQTT.js では、接続が閉じることはエラーではありません。では、どのイベントですか?',
      },
    },
  ],

  async judge(lab, you) {
    const orders = lab.topic('orders');
    const shop = await lab.connect('shop');
    const order = (what: string) => shop.publishAsync(orders, what, { qos: 1 });
    const program = await lab.step({ en: 'An ordinary day', ja: 'いつもの日' }, async () => {
      const started = await you.starts();
      await started.until(lab.trace.to('you').of('SUBACK').next());
      await order('a lamp');
      await started.writes((lines) => lines.length > 0, { en: 'the first order', ja: '最初の注文の行' });
      return started;
    });
    await lab.step({ en: 'The connection is cut', ja: '接続が切れます' }, async () => {
      const last = lab.trace.to('you').last();
      const next = { ...(last && { after: last }), deadline: BACK_WITHIN_MS };
      lab.network.cutNow('you');
      await lab.claim('back.hears', oneOf('SUBACK', 'session present'), async () => {
        const connack = await program.until(lab.trace.to('you').of('CONNACK').next(next));
        if (connack.fields.sessionPresent === true) return 'session present';
        const suback = await program.until(lab.trace.to('you').of('SUBACK').next({ after: connack }));
        return suback.type;
      });
      await order('a chair');
      await order('a desk');
      const said = async () => {
        const enough = (lines: readonly string[]) => lines.includes('a desk');
        return program.writes(enough, { en: 'the last order', ja: '最後の注文の行' });
      };
      await lab.claim('back.once', ['a lamp', 'a chair', 'a desk'], async () =>
        (await said()).filter((line) => line !== 'offline'),
      );
      await lab.claim('back.offline', true, program.lines.includes('offline'));
    });
  },
});
