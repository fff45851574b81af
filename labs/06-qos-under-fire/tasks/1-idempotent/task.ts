import { defineTask } from '../../../../harness/task/index.ts';

export default defineTask({
  title: { en: 'The same order twice', ja: '同じ注文が 2 回' },
  asks: {
    en: 'Orders come to PREFIX + orders as JSON, {"id":"A1","pieces":3}, at QoS 1. Your program counts pieces: for each new order it writes the sum so far as a line, a number and nothing else. QoS 1 may deliver an order twice; nothing is written about the second copy. Two customers may order the same number of pieces.',
    ja: '注文が PREFIX + orders に JSON {"id":"A1","pieces":3} で、QoS 1 で届きます。あなたのプログラムは個数を合計し、新しい注文のたびに、その注文までの合計を、数字だけの 1 行で出力します。QoS 1 では同じ注文が 2 回届くことがあり、2 回目には何も出力しません。別の客が同じ個数を注文することもあります。',
  },
  minutes: 15,
  builds: true,
  isFastTrack: true,
  hints: [
    {
      en: 'Look at the two copies of an order in the output. What is the same in both, and what is not?',
      ja: '出力で、1 つの注文の 2 通を見比べてください。同じものは何で、違うものは何でしょう?',
    },
    {
      en: 'DUP and the packet id belong to one hop. Who could mark an order so that the mark goes all the way to you?',
      ja: 'DUP とパケット ID は、1 区間だけのものです。注文の目印を端から端まで届けられるのは誰でしょう?',
    },
  ],
  claims: {
    'orders.counted-once': {
      says: {
        en: 'Each order is counted once, also one that came twice',
        ja: '2 回届いた注文も、1 回だけ数える',
      },
    },
  },
  notices: [
    {
      sees: ({ lines }) => lines.some((line) => !/^\d+$/.test(line.trim())),
      says: {
        en: 'A line of your program is not just a number.',
        ja: '数字だけではない行があります。',
      },
    },
    {
      sees: ({ lines }) => lines.length === 0,
      says: {
        en: 'Your program has written nothing. Has it subscribed to PREFIX + orders before the orders came?',
        ja: '何も出力されていません。注文が来る前に PREFIX + orders を購読しましたか?',
      },
    },
    {
      sees: ({ lines }) => new Set(lines).size < lines.length,
      says: {
        en: 'The sum is right, but a second copy made your program write it once more. It should write nothing then.',
        ja: '合計は合っていますが、2 通目が届いたときにも出力しています。2 通目には何も出力しません。',
      },
    },
    {
      sees: ({ lines }) => lines.includes('8') || lines.includes('9'),
      says: {
        en: 'An order that came twice was counted twice. The second copy says neither DUP nor the same packet id to you: the publisher resent it to the broker, not the broker to you. Nor need it come right after the first.',
        ja: '2 回届いた注文を 2 回数えています。2 通目に DUP はなく、パケット ID も違います。送り直したのは送信側で、ブローカーではないからです。1 通目のすぐあとに届くとも限りません。',
      },
    },
    {
      sees: ({ lines }) => lines.includes('15') && !lines.includes('7'),
      says: {
        en: 'An order of another customer was taken for a copy, because its number of pieces is the same.',
        ja: '個数が同じだけの別の注文を、2 通目だと思っています。',
      },
    },
  ],

  async judge(lab, you) {
    const orders = lab.topic('orders');
    const shop = await lab.connect('shop', {
      reconnectPeriod: 10,
      clean: false,
      properties: { sessionExpiryInterval: 1_800 },
    });
    const order = (id: string, pieces: number) =>
      shop.publishAsync(orders, JSON.stringify({ id, pieces }), { qos: 1 });
    await lab.step(
      { en: 'Four orders; two PUBACKs are lost', ja: '注文が 4 つ。PUBACK が 2 つ消えます' },
      async () => {
        const program = await you.starts();
        await program.until(lab.trace.to('you').of('SUBACK').next());
        await order('A1', 3);
        // Both are sent again, so the second copy of A2 comes after A3.
        const loss = lab.network.lose('PUBACK').to('shop');
        const second = order('A2', 2);
        await loss.fired;
        lab.network.lose('PUBACK').to('shop').andCut();
        await Promise.all([second, order('A3', 2)]);
        await order('A4', 10);
        await lab.claim('orders.counted-once', ['3', '5', '7', '17'], () =>
          program.writes((lines) => lines.some((line) => Number(line) > 10), {
            en: 'the sum of all orders',
            ja: 'すべての注文の合計',
          }),
        );
      },
    );
  },
});
