import { defineTask, type PacketEntry } from '../../../../harness/task/index.ts';

/**
 * How many seconds the session should live after the last of these packets. Some brokers forget a session without subscriptions
 * by themselves, so their answer alone does not show what was asked for.
 */
const asksFor = (packets: Iterable<PacketEntry>): unknown =>
  Array.from(packets).reduce<unknown>(
    (before, { type, fields: { properties } }) =>
      properties?.sessionExpiryInterval ?? (type === 'CONNECT' ? 0 : before),
    0,
  );

export default defineTask({
  title: { en: 'Leave for good', ja: 'もう戻らない' },
  asks: {
    en: 'Your program has a session for a day: whatever is sent to PREFIX + orders while it is off waits for it. That stays so. But when it reads the order "shop closed" it will never come back. Then it ends so that the broker forgets its session at once, and keeps no order for nobody.',
    ja: 'あなたのプログラムには 1 日分のセッションがあり、止まっているあいだに PREFIX + orders に送られた注文が待っています。これはそのままにしてください。ただし "shop closed" という注文を読んだら、もう二度と戻りません。ブローカーがすぐにセッションを忘れ、誰も受け取らない注文を取っておかないように終わらせてください。',
  },
  minutes: 10,
  hints: [
    {
      en: 'Who decides how long the session lives, and when is it said? Can it be said once more at the end?',
      ja: 'セッションの長さは、誰が、いつ決めますか? 最後に、もう一度言えますか?',
    },
    {
      en: 'CONNECT said a day. Which packet is the last that your program sends, and which of its properties has the last word? Where does endAsync take it?',
      ja: 'CONNECT では 1 日と言いました。プログラムが最後に送るパケットは何で、そのどのプロパティーが最後の決め手になりますか? endAsync のどこで渡しますか?',
    },
  ],
  claims: {
    'session.outlives-power': {
      says: {
        en: 'When the power fails, the session stays, and so does an order',
        ja: '電源が落ちても、セッションと注文は残る',
      },
    },
    'session.forgotten': {
      says: {
        en: 'After "shop closed" the broker has forgotten it',
        ja: '"shop closed" のあと、ブローカーは忘れている',
      },
    },
  },
  notices: [
    {
      sees: ({ broken }) => broken.includes('session.outlives-power'),
      says: {
        en: 'The session, or an order that waited in it, was gone after a power failure. CONNECT must still ask for it: clean: false, and a day.',
        ja: '電源が落ちたら、セッションか、待っていた注文がなくなりました。CONNECT では今までどおり、clean: false と 1 日を求めてください。',
      },
    },
    {
      sees: ({ trace }) => trace.from('you').of('DISCONNECT').count === 0,
      says: {
        en: 'Your program has sent no DISCONNECT. To the broker it has just vanished, and it may come back within a day.',
        ja: 'DISCONNECT がありません。ブローカーから見ると急にいなくなっただけで、1 日以内に戻ってくるかもしれません。',
      },
    },
    {
      sees: ({ trace }) => trace.from('you').of('UNSUBSCRIBE').count > 0,
      says: {
        en: 'Your program has unsubscribed, but its session is still there, without subscriptions. Who ends the session itself?',
        ja: '購読はやめましたが、購読のないセッションが残っています。セッションそのものを終わらせるには?',
      },
    },
    {
      sees: ({ trace }) =>
        trace.from('you').of('DISCONNECT').first()?.fields.properties?.sessionExpiryInterval === undefined,
      says: {
        en: 'DISCONNECT says nothing about the session, so what CONNECT said counts: a day.',
        ja: 'DISCONNECT がセッションについて何も言っていないので、CONNECT の「1 日」がそのまま有効です。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('session.forgotten'),
      says: {
        en: 'DISCONNECT gives the session some time. How many seconds mean: forget it now?',
        ja: 'DISCONNECT が、セッションにまだ時間を与えています。「すぐ忘れて」は何秒ですか?',
      },
    },
  ],

  async judge(lab, you) {
    const orders = lab.topic('orders');
    const shop = await lab.connect('shop');
    const order = (payload: string) => shop.publishAsync(orders, payload, { qos: 1 });
    await lab.step(
      { en: 'The power fails, and an order comes', ja: '電源が落ちて、注文が 1 つ来ます' },
      async () => {
        const program = await you.starts();
        await program.until(lab.trace.to('you').of('SUBACK').next());
        await program.stop();
        await order('one lamp');
      },
    );
    await lab.step({ en: 'It is back, and the shop closes', ja: '戻ってきて、店が閉まります' }, async () => {
      const program = await you.starts();
      await lab.claim('session.outlives-power', { present: true, orders: ['one lamp'] }, async () => ({
        present: lab.trace.to('you').of('CONNACK').last()?.fields.sessionPresent,
        orders: await program.writes((lines) => lines.length > 0, { en: 'the order', ja: '注文' }),
      }));
      const subscribed = lab.trace.to('you').of('SUBACK');
      if (subscribed.count < 2) await program.until(subscribed.next({ after: subscribed.last() }));
      await order('shop closed');
      await program.ends();
    });
    await lab.step(
      { en: 'Is there still a session under its name?', ja: 'その名前のセッションは、まだありますか?' },
      async () => {
        const seconds = asksFor(lab.trace.from('you').of('CONNECT', 'DISCONNECT'));
        // The same client id.
        const caller = await lab.connect('you', { clean: false, properties: { sessionExpiryInterval: 60 } });
        const present = lab.connack(caller).sessionPresent;
        await lab.claim('session.forgotten', { seconds: 0, present: false }, { seconds, present });
      },
    );
  },
});
