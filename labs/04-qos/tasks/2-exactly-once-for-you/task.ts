import { defineTask, type Seen } from '../../../../harness/task/index.ts';

export default defineTask({
  title: { en: 'Exactly once, also for you', ja: '受け取る側も、ちょうど 1 回' },
  asks: {
    en: 'Tickets are published at QoS 2 on PREFIX + tickets. Your program must get each of them exactly once, by QoS alone. It writes each ticket as a line, and stays.',
    ja: 'チケットが PREFIX + tickets に QoS 2 で送られてきます。QoS だけで、どのチケットもちょうど 1 回受け取れるようにしてください。届いたチケットを 1 行ずつ出力し、動きつづけます。',
  },
  minutes: 5,
  hints: [
    {
      en: 'At which QoS does a ticket reach your program? Look at the PUBLISH from the broker to you.',
      ja: 'チケットは、どの QoS で届いていますか? ブローカーからの PUBLISH を見てください。',
    },
    {
      en: 'Two parties have a say in that QoS. Who are they, and where does each say it?',
      ja: 'その QoS を決めるのは 2 者です。誰が、どのパケットで伝えますか?',
    },
  ],
  claims: {
    'ticket.at-qos-2': {
      says: { en: 'The ticket reaches it at QoS 2', ja: 'チケットが QoS 2 で届く' },
      needs: ['qos2'],
    },
    'ticket.written': { says: { en: 'It writes the ticket', ja: 'チケットを出力する' } },
  },
  notices: [
    {
      sees: ({ trace }) => trace.from('you').of('SUBSCRIBE').count === 0,
      says: { en: 'Your program has not subscribed.', ja: 'プログラムが購読していません。' },
    },
    {
      sees: (seen) => seen.trace.from('you').of('PUBLISH').count > 0 && subscribedAt(seen) !== 2,
      says: {
        en: 'The QoS of what your program publishes says nothing about what it receives.',
        ja: '自分が送るときの QoS は、受け取るときの QoS と関係がありません。',
      },
    },
    {
      sees: (seen) => subscribedAt(seen) === 1,
      says: {
        en: 'The subscription is of QoS 1, so the ticket comes at QoS 1: at least once, and perhaps twice.',
        ja: '購読が QoS 1 なので、チケットも QoS 1 で届きます。少なくとも 1 回、ことによると 2 回です。',
      },
    },
    {
      sees: (seen) => subscribedAt(seen) === 0,
      says: {
        en: 'The subscription is of QoS 0, so the ticket comes at QoS 0, however carefully it was published.',
        ja: '購読が QoS 0 なので、どれだけ丁寧に送られても、チケットは QoS 0 で届きます。',
      },
    },
  ],

  async judge(lab, you) {
    const tickets = lab.topic('tickets');
    const office = await lab.connect('office');
    await lab.step(
      { en: 'A ticket is published at QoS 2', ja: 'チケットが QoS 2 で送られます' },
      async () => {
        const program = await you.starts();
        await program.until(lab.trace.to('you').of('SUBACK').next());
        await office.publishAsync(tickets, 'row 7, seat 12', { qos: 2 });
        await lab.claim('ticket.at-qos-2', 2, async () => {
          const came = await program.until(lab.trace.to('you').of('PUBLISH').next());
          return came.fields.qos;
        });
        await lab.claim('ticket.written', ['row 7, seat 12'], () =>
          program.writes((lines) => lines.length > 0, { en: 'a line with the ticket', ja: 'チケットの行' }),
        );
      },
    );
  },
});

/** The QoS of the program's last subscription. */
const subscribedAt = ({ trace }: Pick<Seen, 'trace'>): number | undefined =>
  trace.from('you').of('SUBSCRIBE').last()?.fields.subscriptions?.at(-1)?.qos;
