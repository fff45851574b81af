import { defineTask } from '../../../../harness/task/index.ts';

export default defineTask({
  title: { en: 'Away over night', ja: '夜のあいだいないプログラム' },
  asks: {
    en: 'Your program is switched off over night. It subscribes to PREFIX + orders, writes each order as a line, and ends shortly after. Whatever is sent at QoS 1 while it is off has to be written after the next start. (CLIENT_ID is the same at both starts.)',
    ja: 'あなたのプログラムは、夜のあいだ止まります。PREFIX + orders を購読して、届いた注文を 1 行ずつ出力し、少ししたら終わります。止まっているあいだに QoS 1 で送られた注文も、次に起動したときに出力できるようにしてください。(CLIENT_ID は 2 回とも同じです。)',
  },
  minutes: 15,
  builds: true,
  isFastTrack: true,
  hints: [
    {
      en: 'For whom does the broker keep an order at night? How would it recognise your program in the morning?',
      ja: '夜のあいだ、ブローカーは誰のために注文を取っておくのでしょう? 朝、あなただとどう分かりますか?',
    },
    {
      en: 'What has to be the same at both starts, and what must CONNECT say (in 3.1.1: one flag; in 5: a flag and a number of seconds)? When do the waiting messages come: after SUBSCRIBE, or before?',
      ja: '2 回とも同じでなければならないものは? CONNECT には何が必要ですか(3.1.1 ではフラグ 1 つ、5 ではフラグと秒数)? 待っていたメッセージが届くのは、SUBSCRIBE のあと? それとも前?',
    },
  ],
  claims: {
    'session.asked-for': {
      says: {
        en: 'At its second start, the broker still knows it',
        ja: '2 回目の起動で、ブローカーがまだ覚えている',
      },
    },
    'orders.of-the-night': {
      says: {
        en: 'It writes what was sent while it was off',
        ja: '止まっているあいだに送られたものを出力する',
      },
    },
    'orders.at-least-once': {
      says: {
        en: 'The order comes at QoS 1, so that it is sent again if it gets lost',
        ja: '注文は QoS 1 で届く(途中で失われても、もう一度送られる)',
      },
    },
  },
  notices: [
    {
      sees: ({ trace }) => {
        const ids = [...trace.from('you').of('CONNECT')].map(({ fields }) => fields.clientId);
        return ids.length > 1 && new Set(ids).size > 1;
      },
      says: {
        en: 'Your program has another client id at each start (see CONNECT), so to the broker it is somebody new. CLIENT_ID stays the same.',
        ja: '起動するたびにクライアント ID が変わっています(CONNECT を見てください)。ブローカーには別人です。CLIENT_ID は変わりません。',
      },
    },
    {
      sees: ({ trace }) => [...trace.from('you').of('CONNECT')].some(({ fields }) => fields.clean === true),
      says: {
        en: 'CONNECT asks for a clean start, so the broker throws away what it had for your program.',
        ja: 'CONNECT がまっさらな開始(clean)を求めているので、ブローカーは取っておいたものを捨てます。',
      },
    },
    {
      sees: ({ trace }) =>
        [...trace.from('you').of('CONNECT')].some(
          ({ fields }) => fields.protocolVersion === 5 && !fields.properties?.sessionExpiryInterval,
        ),
      says: {
        en: 'In MQTT 5 a session ends with its connection, unless CONNECT gives it a time (session expiry interval).',
        ja: 'MQTT 5 のセッションは、CONNECT で期間(session expiry interval)を指定しないと、接続と一緒に終わります。',
      },
    },
    {
      sees: ({ trace }) =>
        [...trace.from('you').of('SUBSCRIBE')].some(({ fields }) =>
          fields.subscriptions?.some(({ qos }) => qos === 0),
        ),
      says: {
        en: 'The subscription is of QoS 0, so the orders are, too. A broker need not keep those for somebody who is away (some do), and never sends them twice.',
        ja: '購読が QoS 0 なので、届く注文も QoS 0 です。QoS 0 のメッセージは、いない人のために取っておかれるとは限らず(取っておくブローカーもあります)、失われても送り直されません。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('orders.of-the-night') && !broken.includes('session.asked-for'),
      says: {
        en: 'The order was waiting, but your program has not written it. Does it listen before it is connected, and stay long enough?',
        ja: '注文は待っていましたが、プログラムが出力していません。つながる前から聞いていますか? すぐ終わっていませんか?',
      },
    },
  ],

  async judge(lab, you) {
    const orders = lab.topic('orders');
    const shop = await lab.connect('shop');
    await lab.step({ en: 'The first day: it runs, and ends', ja: '1 日目: 動いて、終わります' }, async () => {
      const program = await you.starts();
      await program.ends();
    });
    await lab.step(
      { en: 'An order at night, and the next morning', ja: '夜に注文が 1 つ、そして翌朝' },
      async () => {
        await shop.publishAsync(orders, 'three lamps', { qos: 1 });
        const program = await you.starts();
        const connack = lab.trace.to('you').of('CONNACK').last();
        await lab.claim('session.asked-for', true, connack?.fields.sessionPresent);
        await lab.claim('orders.of-the-night', ['three lamps'], () =>
          program.writes((lines) => lines.length > 0, { en: 'a line with the order', ja: '注文の行' }),
        );
        // Some brokers keep QoS 0 messages for those who are away, too.
        const delivery = lab.trace.to('you').of('PUBLISH').last();
        await lab.claim('orders.at-least-once', 1, delivery?.fields.qos);
      },
    );
  },
});
