import { defineTask } from '../../../../harness/task/index.ts';

export default defineTask({
  title: { en: 'Is the pump there?', ja: 'ポンプは動いている?' },
  asks: {
    en: 'Your program stands for a pump. PREFIX + pump/status must be right at any time, for whoever looks, also for those who look later: "online" while your program is connected, "offline" when it has gone, whether it said goodbye or its power failed. When it gets a message on PREFIX + pump/stop it says goodbye and ends.',
    ja: 'あなたのプログラムはポンプの代わりです。PREFIX + pump/status は、いつ、誰が見ても、あとから見ても正しくなければなりません。つながっているあいだは "online"、いなくなったら "offline" です。別れを告げたときも、電源が落ちたときも。PREFIX + pump/stop にメッセージが来たら、別れを告げて終わります。',
  },
  minutes: 20,
  builds: true,
  isFastTrack: true,
  hints: [
    {
      en: 'Who can say "offline" when your program can no longer say anything? When must it be told what to say?',
      ja: 'あなたのプログラムが何も言えなくなったとき、誰が "offline" と言えますか? それをいつ頼んでおきますか?',
    },
    {
      en: 'What happens to that message after an orderly DISCONNECT? And which of the three messages have to be there for somebody who comes later?',
      ja: '普通に DISCONNECT したら、頼んでおいたメッセージはどうなりますか? 3 つのメッセージのうち、あとから来た人にも要るのはどれですか?',
    },
  ],
  claims: {
    'pump.online': { says: { en: 'Connected: "online"', ja: 'つながっている: "online"' } },
    'pump.power-failed': { says: { en: 'Power failed: "offline"', ja: '電源が落ちた: "offline"' } },
    'pump.goodbye': { says: { en: 'Goodbye said: "offline"', ja: '別れを告げた: "offline"' } },
    'pump.later': {
      says: { en: 'Whoever looks later sees the same', ja: 'あとから見ても同じ' },
      needs: ['retain'],
    },
  },
  notices: [
    {
      sees: ({ trace }) =>
        [...trace.from('you').of('CONNECT')].some(({ fields }) => fields.will === undefined),
      says: {
        en: 'CONNECT says nothing about a will, so nobody can speak for the pump when its power fails.',
        ja: 'CONNECT に遺言(will)がないので、電源が落ちたとき、ポンプの代わりに言う人がいません。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('pump.online'),
      says: {
        en: 'Nobody heard "online". When does your program publish it, and on PREFIX + pump/status?',
        ja: '"online" が届いていません。いつ、PREFIX + pump/status に送っていますか?',
      },
    },
    {
      sees: ({ trace }) =>
        [...trace.from('you').of('CONNECT')].some(({ fields }) => fields.will?.retain === false),
      says: {
        en: 'The will is not retained: it is delivered once, and whoever looks later still finds "online".',
        ja: '遺言に retain がありません。1 回配られるだけで、あとから見ると "online" のままです。',
      },
    },
    {
      sees: ({ broken }) => broken.includes('pump.goodbye'),
      says: {
        en: 'After an orderly DISCONNECT the broker deletes the will. Who says "offline" then?',
        ja: '普通に DISCONNECT すると、遺言は捨てられます。そのとき "offline" と言うのは誰ですか?',
      },
    },
    {
      sees: ({ broken }) => broken.includes('pump.later'),
      says: {
        en: 'One of your messages is not retained, so what a latecomer finds is older than the truth.',
        ja: 'retain のないメッセージがあるので、あとから見ると古い状態です。',
      },
    },
  ],

  async judge(lab, you) {
    const status = lab.topic('pump/status');
    const panel = await lab.connect('panel');
    await panel.subscribeAsync(status, { qos: 1 });
    const shows = async () => (await lab.inbox(panel).next()).payload;
    const later: string[] = [];
    const look = async (visitor: string) => {
      const client = await lab.connect(visitor);
      await client.subscribeAsync(status, { qos: 1 });
      const found = await lab.retainedFence(lab.inbox(client), client, client);
      later.push(found.map(({ payload }) => payload).join(' and ') || 'nothing');
    };

    await lab.step(
      { en: 'The pump is switched on, and its power fails', ja: 'ポンプを入れたあと、電源が落ちます' },
      async () => {
        const program = await you.starts();
        await lab.claim('pump.online', 'online', () => program.until(shows()));
        await look('visitor-1');
        await program.stop();
        await lab.claim('pump.power-failed', 'offline', shows);
        await look('visitor-2');
      },
    );
    await lab.step(
      { en: 'It is switched on again, and told to stop', ja: 'もう一度入れて、止めるように言います' },
      async () => {
        const keeper = await lab.connect('keeper');
        const program = await you.starts();
        await program.until(shows());
        await keeper.publishAsync(lab.topic('pump/stop'), 'stop', { qos: 1 });
        await lab.claim('pump.goodbye', 'offline', () => program.until(shows()));
        await program.ends();
        await look('visitor-3');
        await lab.claim('pump.later', ['online', 'offline', 'offline'], later);
      },
    );
  },
});
