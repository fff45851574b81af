import { defineTask } from '../../../../harness/task/index.ts';

export default defineTask({
  title: { en: 'Do not leave before it is through', ja: '終わるまで帰らない' },
  asks: {
    en: 'Your program sends one payment, "pay 100", to PREFIX + payments at QoS 2, and ends. The payment must have arrived exactly once, and your program must know that it has, before it ends.',
    ja: 'あなたのプログラムは、支払い "pay 100" を 1 つ、QoS 2 で PREFIX + payments に送って終わります。終わる前に、ちょうど 1 回届いたと、プログラムが分かっていなければなりません。',
  },
  minutes: 10,
  builds: true,
  isFastTrack: true,
  hints: [
    {
      en: 'Count the packets of your payment in the output. How many does QoS 2 have, and which one tells the publisher that it is over?',
      ja: '出力で、支払いのパケットを数えてみましょう。QoS 2 ではいくつ? 送った側に「終わった」と伝えるのはどれ?',
    },
    {
      en: 'When does client.publish return, and when is the promise of client.publishAsync fulfilled? What does end(true) do to what is on its way?',
      ja: 'client.publish はいつ戻り、client.publishAsync の Promise はいつ解決しますか? end(true) は、途中のものをどうしますか?',
    },
  ],
  claims: {
    'payment.four-packets': {
      says: {
        en: 'All four packets of QoS 2 are exchanged',
        ja: 'QoS 2 の 4 つのパケットがすべて交わされる',
      },
      needs: ['qos2'],
    },
    'payment.once': {
      says: { en: 'The payment arrives exactly once', ja: '支払いは、ちょうど 1 回届く' },
      needs: ['qos2'],
    },
    'payment.goodbye': {
      says: {
        en: 'Only then, the program says goodbye (DISCONNECT)',
        ja: 'そのあとで、プログラムが DISCONNECT を送る',
      },
    },
  },
  notices: [
    {
      sees: ({ trace }) => {
        const sent = trace.from('you').of('PUBLISH').first();
        return sent !== undefined && sent.fields.qos !== 2;
      },
      says: {
        en: 'Your payment was not sent at QoS 2: look at its PUBLISH.',
        ja: '支払いが QoS 2 で送られていません。PUBLISH を見てください。',
      },
    },
    {
      sees: ({ trace }) =>
        trace.from('you').of('CONNECT').count > 0 && trace.from('you').of('PUBLISH').count === 0,
      says: {
        en: 'Your program was gone before its payment was even sent.',
        ja: '支払いが送られる前に、プログラムがいなくなりました。',
      },
    },
    {
      sees: ({ trace, broken }) =>
        broken.includes('payment.four-packets') && trace.to('you').of('PUBCOMP').count === 0,
      says: {
        en: 'Your program left in the middle of the handshake: no PUBCOMP has come. It cannot know whether the payment was made.',
        ja: 'やりとりの途中でいなくなりました。PUBCOMP が来ていないので、支払いが済んだかどうか分かりません。',
      },
    },
    {
      sees: ({ broken }) => broken.length === 1 && broken.includes('payment.goodbye'),
      says: {
        en: 'The payment is through, but your program just vanished: no DISCONNECT. The broker takes that for a crash.',
        ja: '支払いは済みましたが、DISCONNECT なしに消えました。ブローカーには異常終了に見えます。',
      },
    },
  ],

  async judge(lab, you) {
    const payments = lab.topic('payments');
    const bank = await lab.connect('bank');
    await bank.subscribeAsync(payments, { qos: 2 });
    await lab.step({ en: 'Your program pays', ja: '支払います' }, async () => {
      const program = await you.starts();
      await program.ends();
      const types = lab.trace
        .packets()
        .of('PUBLISH', 'PUBREC', 'PUBREL', 'PUBCOMP')
        .where(({ client }) => client === 'you', { en: 'of you', ja: 'あなたの' })
        .types();
      await lab.claim('payment.four-packets', ['PUBLISH', 'PUBREC', 'PUBREL', 'PUBCOMP'], types);
      const teller = await lab.connect('teller');
      await lab.claim('payment.once', ['pay 100'], async () => {
        const came = await lab.fence(lab.inbox(bank), teller, payments, 2);
        return came.map(({ payload }) => payload);
      });
      await lab.claim('payment.goodbye', 'DISCONNECT', lab.trace.from('you').last()?.type);
    });
  },
});
