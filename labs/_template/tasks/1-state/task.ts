import { defineTask } from '../../../../harness/task/index.ts';

export default defineTask({
  title: { en: 'The state that stays', ja: '残る状態' },
  asks: {
    en: 'Your program is a device. It publishes "ready" to PREFIX + device/state, and ends. A phone that subscribes afterwards should still see it.',
    ja: 'あなたのプログラムは機器です。PREFIX + device/state に "ready" を送って終わります。あとから購読した電話にも、それが見えるようにしてください。',
  },
  minutes: 5,
  isFastTrack: true,
  // Two levels. Each one asks, and does not tell.
  hints: [
    {
      en: 'Your program has ended when the phone subscribes. Who could still know the state?',
      ja: '電話が購読するとき、あなたのプログラムはもう終わっています。状態を知っていられるのは誰ですか?',
    },
    {
      en: 'Which option of publish asks the broker to keep the message?',
      ja: 'メッセージを残すようブローカーに頼むのは、publish のどのオプションですか?',
    },
  ],
  claims: {
    'state.stays': {
      says: {
        en: 'A phone that subscribes later sees the state',
        ja: 'あとから購読した電話にも、状態が見える',
      },
      needs: ['retain'],
    },
  },
  // What the packets of a wrong attempt show. The first one that fits is said.
  notices: [
    {
      sees: ({ trace }) => trace.from('you').of('PUBLISH').count === 0,
      says: {
        en: 'Your program has published nothing.',
        ja: 'プログラムは何も送っていません。',
      },
    },
    {
      sees: ({ trace, prefix }) => trace.from('you').on(`${prefix}device/state`).of('PUBLISH').count === 0,
      says: {
        en: 'Your program publishes to another topic than the phone looks at: PREFIX + device/state.',
        ja: '送り先が、電話の見ているトピックと違います。電話が見ているのは PREFIX + device/state です。',
      },
    },
    {
      sees: ({ trace }) => trace.from('you').of('PUBLISH').last()?.fields.retain !== true,
      says: {
        en: 'The message was published while nobody was subscribed, and the broker was not asked to keep it.',
        ja: '購読している人がいないときに送られ、残すようにも頼まれていないので、どこにもありません。',
      },
    },
  ],

  async judge(lab, you) {
    await lab.step({ en: 'Your program runs and ends', ja: 'プログラムが動いて、終わります' }, async () => {
      const program = await you.starts();
      await program.ends();
    });
    await lab.step({ en: 'A phone subscribes afterwards', ja: 'そのあとで、電話が購読します' }, async () => {
      const phone = await lab.connect('phone');
      await phone.subscribeAsync(lab.topic('device/state'), { qos: 1 });
      await lab.claim('state.stays', [{ payload: 'ready', retain: true }], () =>
        lab.retainedFence(lab.inbox(phone), phone, phone),
      );
    });
  },
});
